#include "indexer/columns.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>

#include "indexer/file.h"

namespace pramen::indexer {
namespace {

[[noreturn]] void damaged(const std::filesystem::path& file) {
  throw std::runtime_error(fmt::format(
      "{} is damaged; go back with `pramen generations rollback` or build again with `pramen index`", file.string()));
}

struct Mapping {
  const char* data;
  std::size_t size;
};

Mapping map_file(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) throw_errno("open", path);
  struct stat status {};
  const bool known = ::fstat(descriptor, &status) == 0;
  void* data = MAP_FAILED;
  if (known && status.st_size > 0) {
    data = ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_SHARED, descriptor, 0);
  }
  ::close(descriptor);
  if (data == MAP_FAILED) damaged(path);
  return {static_cast<const char*>(data), static_cast<std::size_t>(status.st_size)};
}

template <typename T>
T number_at(const char* at) {
  T number;
  std::memcpy(&number, at, sizeof number);
  return number;
}

template <typename T>
std::span<const T> numbers(std::string_view bytes) {
  return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

constexpr std::size_t head_bytes = 16, name_bytes = 24, row_bytes = name_bytes + 16;

}  // namespace

Columns::Columns(const std::filesystem::path& file, std::string_view expected_hash) {
  const Mapping mapping = map_file(file);
  data_ = mapping.data;
  size_ = mapping.size;
  // The hash covers every byte, so offsets need no checks of their own.
  if (size_ < head_bytes || hash_hex({data_, size_}) != expected_hash || std::string_view(data_, 8) != "PRAMCOL1") {
    ::munmap(const_cast<char*>(data_), size_);
    damaged(file);
  }
  rows_ = number_at<std::uint32_t>(data_ + 8);
  const auto sections = number_at<std::uint32_t>(data_ + 12);
  for (std::uint32_t i = 0; i < sections; ++i) {
    const char* row = data_ + head_bytes + i * row_bytes;
    const std::string name(row, ::strnlen(row, name_bytes));
    const std::string_view bytes(data_ + number_at<std::uint64_t>(row + name_bytes),
                                 number_at<std::uint64_t>(row + name_bytes + 8));
    const std::string rest = name.substr(name.find(':') + 1);
    if (name == "live") {
      live_ = numbers<std::uint8_t>(bytes);
    } else if (name.starts_with("facet:")) {
      const std::size_t offsets = (rows_ + std::size_t{1}) * sizeof(std::uint32_t);
      facets_[rest] = {numbers<std::uint32_t>(bytes.substr(0, offsets)), numbers<std::uint16_t>(bytes.substr(offsets))};
    } else if (name.starts_with("number:")) {
      numbers_[rest] = numbers<std::int32_t>(bytes);
    } else if (name.starts_with("order:")) {
      orders_[rest] = numbers<std::uint32_t>(bytes);
    }
  }
}

Columns::~Columns() { ::munmap(const_cast<char*>(data_), size_); }

std::span<const std::uint32_t> Columns::title_order(std::string_view lang) const {
  auto found = orders_.find(lang);
  if (found == orders_.end()) found = orders_.find("en");
  if (found == orders_.end()) found = orders_.begin();
  return found == orders_.end() ? std::span<const std::uint32_t>{} : found->second;
}

}  // namespace pramen::indexer
