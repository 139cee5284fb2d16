#include "corpus/input.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace pramen::corpus {
namespace {

constexpr std::size_t piece = std::size_t{1} << 18;

std::string reason() { return std::generic_category().message(errno); }

}  // namespace

WholeFile read_whole(const std::filesystem::path& file, std::size_t limit) {
  WholeFile whole;
  Input input(file);
  while (input.opened() && whole.text.size() <= limit) {
    const int byte = input.get();
    if (byte < 0) break;
    whole.text += static_cast<char>(byte);
  }
  whole.error = input.error();
  whole.too_large = whole.text.size() > limit;
  return whole;
}

Input::Input(const std::filesystem::path& file) {
  std::error_code ignored;
  // Pipes and devices could keep us waiting for ever.
  const auto status = std::filesystem::status(file, ignored);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    error_ = say("it is no regular file");
    return;
  }
  file_.reset(std::fopen(file.c_str(), "rbe"));
  if (!file_) {
    error_ = verbatim(reason());
    return;
  }
  std::setvbuf(file_.get(), nullptr, _IONBF, 0);
}

Input::Line Input::line(std::string& text, std::size_t limit) {
  bool any = false;
  for (;;) {
    if (at_ == end_ && !fill()) return any ? Line::whole : Line::end;
    any = true;
    const char* from = buffer_.data() + at_;
    const auto* stop = static_cast<const char*>(std::memchr(from, '\n', end_ - at_));
    const std::size_t length = stop ? static_cast<std::size_t>(stop - from) : end_ - at_;
    const std::size_t room = limit - std::min(limit, text.size());
    text.append(from, std::min(length, room));
    if (length > room) {
      at_ += room;
      return Line::too_long;
    }
    at_ += length + (stop ? 1 : 0);
    if (stop) return Line::whole;
  }
}

void Input::seek(std::uint64_t offset) {
  const std::uint64_t begin = offset_ - end_;
  if (offset >= begin && offset <= offset_) {
    at_ = static_cast<std::size_t>(offset - begin);
    return;
  }
  at_ = end_ = 0;
  offset_ = offset;
  if (::fseeko(file_.get(), static_cast<off_t>(offset), SEEK_SET) != 0) error_ = verbatim(reason());
}

bool Input::fill() {
  if (!file_ || !error_.empty()) return false;
  if (buffer_.empty()) buffer_.resize(piece);
  end_ = std::fread(buffer_.data(), 1, buffer_.size(), file_.get());
  at_ = 0;
  offset_ += end_;
  if (end_ == 0 && std::ferror(file_.get())) error_ = verbatim(reason());
  return end_ > 0;
}

}  // namespace pramen::corpus
