#include "indexer/sections.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include "indexer/file.h"

namespace pramen::indexer {
namespace {

constexpr std::string_view magic = "PRAMSEC1";
constexpr std::size_t name_bytes = 64, entry_bytes = name_bytes + 16, foot_bytes = 16;

[[noreturn]] void damaged(const std::filesystem::path& file) {
  throw std::runtime_error(fmt::format(
      "{} is damaged; go back with `pramen generations rollback` or build again with `pramen index`", file.string()));
}

std::uint64_t number_at(const char* at) {
  std::uint64_t number = 0;
  std::memcpy(&number, at, sizeof number);
  return number;
}

std::string_view bytes_of(const std::uint64_t& number) {
  return {reinterpret_cast<const char*>(&number), sizeof number};
}

}  // namespace

struct SectionWriter::State {
  struct Entry {
    std::string name;
    std::uint64_t offset = 0, bytes = 0;
  };
  std::filesystem::path path;
  std::ofstream file;
  StreamHash hash;
  std::uint64_t written = 0;
  std::vector<Entry> entries;
  bool in_section = false;
  std::uint64_t settled = 0;  // where the file ended when it was settled

  void check() {
    if (!file) throw std::runtime_error(fmt::format("cannot write {}: is the disk full?", path.string()));
  }
  void write(std::string_view bytes) {
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    check();
    hash.add(bytes);
    written += bytes.size();
  }
  void align() { write(std::string_view("\0\0\0\0\0\0\0", (8 - written % 8) % 8)); }
  void end_section() {
    if (in_section) entries.back().bytes = written - entries.back().offset;
    in_section = false;
    align();
  }
  std::string table() const {
    std::string table;
    for (const Entry& entry : entries) {
      table += entry.name;
      table.append(name_bytes - entry.name.size(), '\0');
      table += bytes_of(entry.offset);
      table += bytes_of(entry.bytes);
    }
    const std::uint64_t count = entries.size();
    table += bytes_of(written);
    table += bytes_of(count);
    return table;
  }
};

SectionWriter::SectionWriter(std::filesystem::path file) : state_(std::make_unique<State>()) {
  state_->path = std::move(file);
  state_->file.open(state_->path, std::ios::binary | std::ios::trunc);
  state_->write(magic);
}

SectionWriter::~SectionWriter() = default;

void SectionWriter::begin(std::string_view name) {
  if (name.size() >= name_bytes) throw std::runtime_error(fmt::format("too long a name for a section: {}", name));
  state_->end_section();
  state_->entries.push_back({std::string(name), state_->written, 0});
  state_->in_section = true;
}

void SectionWriter::append(std::string_view bytes) { state_->write(bytes); }

void SectionWriter::settle(std::span<const char* const> empty) {
  State& state = *state_;
  state.end_section();
  const std::size_t own = state.entries.size();
  for (const char* name : empty) state.entries.push_back({name, state.written, 0});
  const std::string table = state.table();
  state.entries.resize(own);
  state.file.write(table.data(), static_cast<std::streamsize>(table.size()));
  state.settled = state.written + table.size();
  state.file.seekp(static_cast<std::streamoff>(state.written));  // which flushes
  state.check();
}

std::string SectionWriter::finish() {
  State& state = *state_;
  state.end_section();
  state.write(state.table());
  state.file.close();
  state.check();
  if (state.written < state.settled) std::filesystem::resize_file(state.path, state.written);
  return state.hash.hex();
}

Sections::Sections(std::filesystem::path file, std::string_view expected_hash) : file_(std::move(file)) {
  const int descriptor = ::open(file_.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) throw_errno("open", file_);
  struct stat status {};
  const bool known = ::fstat(descriptor, &status) == 0;
  void* data = MAP_FAILED;
  if (known && status.st_size > 0) {
    size_ = static_cast<std::size_t>(status.st_size);
    data = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, descriptor, 0);
  }
  ::close(descriptor);
  if (data == MAP_FAILED) damaged(file_);
  data_ = static_cast<const char*>(data);
  const auto sound = [&] {
    if (size_ < magic.size() + foot_bytes || std::string_view(data_, magic.size()) != magic) return false;
    // Read, not by way of the mapping: touching each of its pages would take twice as long.
    if (!expected_hash.empty() && file_hash(file_) != expected_hash) return false;
    const std::uint64_t table = number_at(data_ + size_ - foot_bytes), count = number_at(data_ + size_ - 8);
    if (table > size_ - foot_bytes || count > size_ / entry_bytes || table + count * entry_bytes != size_ - foot_bytes)
      return false;
    for (std::uint64_t i = 0; i < count; ++i) {
      const char* entry = data_ + table + i * entry_bytes;
      const std::uint64_t offset = number_at(entry + name_bytes), bytes = number_at(entry + name_bytes + 8);
      if (offset > table || bytes > table - offset || offset % 8 != 0) return false;
      sections_.push_back({std::string(entry, ::strnlen(entry, name_bytes)), {data_ + offset, bytes}});
    }
    return true;
  };
  if (sound()) return;
  ::munmap(const_cast<char*>(data_), size_);
  damaged(file_);
}

void Sections::let_go(std::string_view part) {
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  const auto begin = reinterpret_cast<std::uintptr_t>(part.data());
  const std::uintptr_t first = (begin + page - 1) / page * page, end = (begin + part.size()) / page * page;
  if (first < end) ::madvise(reinterpret_cast<void*>(first), end - first, MADV_DONTNEED);
}

Sections::~Sections() { ::munmap(const_cast<char*>(data_), size_); }

std::string_view Sections::bytes(std::string_view name) const {
  const auto found = std::ranges::find(sections_, name, &Section::name);
  if (found == sections_.end()) damaged(file_);
  return found->bytes;
}

}  // namespace pramen::indexer
