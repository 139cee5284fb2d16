// Files that are changed as a whole or not at all, whatever happens meanwhile.
//
// All but write_all() throw std::runtime_error "cannot <do> <path>: <reason>".
#pragma once

#include <filesystem>
#include <string_view>

namespace pramen::corpus {

// A file under a hidden name beside the one it is to become; gone again if it is not put in place.
class FreshFile {
 public:
  // On disk when this returns. Makes the folder where there is none.
  FreshFile(std::filesystem::path path, std::string_view bytes);
  ~FreshFile();
  FreshFile(FreshFile&& other) noexcept;
  FreshFile& operator=(FreshFile&&) = delete;

  // By one rename.
  void put_in_place();

 private:
  std::filesystem::path path_, fresh_;
};

// All of it, also where the disk takes a part first and where a signal comes between; false: as errno says.
bool write_all(int descriptor, std::string_view bytes);

void remove_file(const std::filesystem::path& path);
// Until then a power loss may undo what was renamed or removed in it.
void sync_folder(const std::filesystem::path& folder);

}  // namespace pramen::corpus
