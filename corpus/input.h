// A file read from front to back in pieces, so that a corpus of any size needs
// little memory. Not copyable; one thread.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/sentence.h"

namespace pramen::corpus {

// The whole file if it is a regular one of at most `limit` bytes; `error` says
// why not, `too_large` that it was for its size.
struct WholeFile {
  std::string text;
  Sentence error;
  bool too_large = false;
};
WholeFile read_whole(const std::filesystem::path& file, std::size_t limit);

class Input {
 public:
  explicit Input(const std::filesystem::path& file);

  bool opened() const { return file_ != nullptr; }
  // Set when opening or reading went wrong.
  const Sentence& error() const { return error_; }

  // Next byte, or -1 at the end.
  int get() {
    if (at_ == end_ && !fill()) return -1;
    return static_cast<unsigned char>(buffer_[at_++]);
  }
  // Bytes that have been read from the disk already, the next first; none at the end. Good until the next call.
  std::string_view ahead() {
    if (at_ == end_) fill();
    return {buffer_.data() + at_, end_ - at_};
  }
  void skip(std::size_t bytes) { at_ += bytes; }  // of those
  // Appends bytes up to the next '\n' (which is taken but not added) or up to
  // `limit` bytes in all. False at the end of the file with nothing taken.
  enum class Line { whole, too_long, end };
  Line line(std::string& text, std::size_t limit);

  std::uint64_t offset() const { return offset_ - (end_ - at_); }
  void seek(std::uint64_t offset);

 private:
  bool fill();

  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Closer> file_;
  Sentence error_;
  std::vector<char> buffer_;
  std::size_t at_ = 0, end_ = 0;
  std::uint64_t offset_ = 0;  // of buffer_[end_]
};

}  // namespace pramen::corpus
