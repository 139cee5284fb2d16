// A file of named sections: written once from front to back, then mapped into
// memory, where any number of threads may read.
//
// Little-endian. The magic "PRAMSEC1"; the sections, each beginning at a multiple of 8;
// the table, 80 bytes a section {name[64], u64 offset, u64 bytes}; at the very end u64
// offset of the table and u64 number of sections. The hash is XXH3 (128 bits) over
// the whole file; it stands in the manifest.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace pramen::indexer {

class SectionWriter {
 public:
  // Throws std::runtime_error, as do all the others, if the disk fails.
  explicit SectionWriter(std::filesystem::path file);
  ~SectionWriter();
  SectionWriter(const SectionWriter&) = delete;
  SectionWriter& operator=(const SectionWriter&) = delete;

  // Ends the section before. A name has at most 63 bytes.
  void begin(std::string_view name);
  void append(std::string_view bytes);
  template <typename T>
  void append(std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    append(std::string_view(reinterpret_cast<const char*>(values.data()), values.size_bytes()));
  }
  template <typename T>
  void add(std::string_view name, const std::vector<T>& values) {
    begin(name);
    append(std::span<const T>(values));
  }
  // Makes the file readable as it is, as if it had the `empty` sections, too; what is added later follows
  // behind the ones so far.
  void settle(std::span<const char* const> empty);
  // Writes the table and closes the file; returns the hash in hexadecimal.
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class Sections {
 public:
  // Maps the file. With a hash, every byte is checked against it; without, only
  // that the sections lie inside of the file. Throws std::runtime_error with what to
  // do if the file is missing or damaged.
  explicit Sections(std::filesystem::path file, std::string_view expected_hash = {});
  ~Sections();
  Sections(const Sections&) = delete;
  Sections& operator=(const Sections&) = delete;

  // Throws std::runtime_error if there is no such section.
  std::string_view bytes(std::string_view name) const;
  template <typename T>
  std::span<const T> numbers(std::string_view name) const {
    const std::string_view found = bytes(name);
    return {reinterpret_cast<const T*>(found.data()), found.size() / sizeof(T)};
  }
  struct Section {
    std::string name;
    std::string_view bytes;
  };
  const std::vector<Section>& all() const { return sections_; }
  // Gives back the memory of a part that was read and is not wanted soon; where it is, it comes from the disk again.
  static void let_go(std::string_view part);

 private:
  const std::filesystem::path file_;
  const char* data_ = nullptr;
  std::size_t size_ = 0;
  std::vector<Section> sections_;
};

}  // namespace pramen::indexer
