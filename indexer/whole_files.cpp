#include "indexer/whole_files.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <stdexcept>

#include "indexer/file.h"

namespace pramen::indexer {

std::optional<WholeFiles::Identity> WholeFiles::identity(const std::filesystem::path& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) return std::nullopt;
  constexpr std::int64_t second = 1'000'000'000;
  return Identity{found.st_dev, found.st_ino, found.st_size, found.st_mtim.tv_sec * second + found.st_mtim.tv_nsec};
}

std::optional<std::string> WholeFiles::first_damaged(const std::filesystem::path& generation,
                                                     const std::function<bool()>& goes_on) {
  for (const auto& [name, hash] : read_manifest(generation).files) {
    if (goes_on && !goes_on()) return std::nullopt;
    const auto before = identity(generation / name);
    if (!before) return name;
    if (whole_.contains({*before, hash})) continue;
    if (file_hash(generation / name) != hash) return name;
    whole_.emplace(*before, hash);
  }
  return std::nullopt;
}

void WholeFiles::expect_whole(const std::filesystem::path& generation) {
  if (const auto damaged = first_damaged(generation)) {
    throw std::runtime_error(fmt::format(
        "{} is damaged: {} is not as it was written; go back to another generation with `pramen generations rollback`, "
        "or build anew with `pramen index --full`",
        generation.string(), *damaged));
  }
}

}  // namespace pramen::indexer
