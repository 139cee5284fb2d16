#include "cli/report/link_places.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>

#include "corpus/corpus_files.h"
#include "corpus/input.h"

namespace pramen::report {
namespace {

constexpr std::size_t longest_line_bytes = std::size_t{1} << 20;

// An address goes on with these; others end it.
bool goes_on(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return letter || std::string_view("/%_=&?#~-").find(c) != std::string_view::npos;
}

// How many bytes of `text` spell the address; 0: none.
std::size_t spelled(std::string_view text, std::string_view address) {
  constexpr std::string_view ampersand = "&amp;";
  std::size_t at = 0;
  for (const char c : address) {
    if (at < text.size() && text[at] == '\\' && at + 1 < text.size() && text[at + 1] == c) ++at;
    if (at >= text.size() || text[at] != c) return 0;
    at += c == '&' && text.substr(at).starts_with(ampersand) ? ampersand.size() : 1;
  }
  return at < text.size() && goes_on(text[at]) ? 0 : at;
}

struct Spelled {
  std::size_t address = 0, bytes = 0;
};

// The longest of several that begin alike.
Spelled longest(std::string_view text, const std::vector<std::string>& addresses) {
  Spelled best;
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    const std::size_t bytes = spelled(text, addresses[i]);
    if (bytes > best.bytes) best = {i, bytes};
  }
  return best;
}

// Which record a line belongs to; lines are asked for in their order.
class Owners {
 public:
  Owners(const std::vector<NamedThere>& named, corpus::FileForm form) : named_(named), form_(form) {}

  std::optional<std::size_t> of(std::uint32_t line) {
    if (form_ != corpus::FileForm::jsonl && form_ != corpus::FileForm::csv) return 0;
    while (at_ + 1 < named_.size() && named_[at_ + 1].line <= line) ++at_;
    if (form_ == corpus::FileForm::jsonl && named_[at_].line != line) return std::nullopt;
    return at_;
  }

 private:
  const std::vector<NamedThere>& named_;
  const corpus::FileForm form_;
  std::size_t at_ = 0;
};

}  // namespace

void find_places(const std::string& file, const std::vector<NamedThere>& named,
                 const std::function<void(std::size_t record, std::size_t address, corpus::Place)>& found) {
  const corpus::FileForm form = corpus::form_of(file);
  if (named.empty() || form == corpus::FileForm::xlsx) return;
  corpus::Input input(file);
  Owners owners(named, form);
  std::string text;
  for (std::uint32_t line = 1; input.line(text, longest_line_bytes) != corpus::Input::Line::end; ++line, text.clear()) {
    const auto owner = owners.of(line);
    if (!owner) continue;
    corpus::PlaceCounter columns(text, {.line = line, .column = 1});
    for (std::size_t at = text.find_first_of("hH"); at != std::string::npos; at = text.find_first_of("hH", at)) {
      const Spelled one = longest(std::string_view(text).substr(at), named[*owner].addresses);
      if (one.bytes > 0) found(*owner, one.address, columns.at_byte(at));
      at += std::max<std::size_t>(one.bytes, 1);
    }
  }
}

}  // namespace pramen::report
