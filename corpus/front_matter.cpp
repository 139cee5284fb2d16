#include "corpus/front_matter.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "corpus/characters.h"
#include "corpus/yaml_nodes.h"

namespace pramen::corpus {
namespace {

constexpr std::string_view rule = "broken-front-matter";

std::string_view line_at(std::string_view text, std::size_t at) { return text.substr(at, text.find('\n', at) - at); }

bool is_fence(std::string_view line) {
  while (line.ends_with('\r') || line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
  return line == "---";
}

// Offset of the closing fence, npos if there is none.
std::size_t closing_fence(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size();) {
    const auto line = line_at(text, at);
    if (is_fence(line)) return at;
    at += line.size() + 1;
  }
  return std::string_view::npos;
}

// The first line from `from` on that is not blank.
Place place_of_body(std::string_view text, std::size_t from) {
  std::size_t begin = text.find_first_not_of(" \t\r\n", from);
  if (begin == std::string_view::npos) begin = from;
  return {.line = 1 + static_cast<std::uint32_t>(std::ranges::count(text.substr(0, begin), '\n')), .column = 1};
}

// libyaml refuses U+FFFE and U+FFFF. They go through it as two private characters
// of the same length that the text does not hold otherwise.
class Noncharacters {
 public:
  explicit Noncharacters(std::string& text) {
    for (const std::string_view odd : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
      if (text.find(odd) == std::string::npos) continue;
      const std::string stand_in = unused(text);
      replace_all(text, odd, stand_in);
      pairs_.push_back({stand_in, std::string(odd)});
    }
  }

  // Depth is bounded by the parser.
  void restore(Node& node) const {
    if (pairs_.empty()) return;
    restore(node.text);
    for (auto& item : node.items) restore(item);
    for (auto& entry : node.entries) {
      restore(entry.key);
      restore(entry.value);
    }
  }

 private:
  static std::string unused(std::string_view text) {
    std::string candidate = "\xEE\x80\x80";
    for (int i = 0; i < 4096 && text.find(candidate) != std::string_view::npos; ++i) {
      candidate[1] = static_cast<char>(0x80 + i / 64);
      candidate[2] = static_cast<char>(0x80 + i % 64);
    }
    return candidate;
  }
  void restore(std::string& text) const {
    for (const auto& [stand_in, odd] : pairs_) replace_all(text, stand_in, odd);
  }

  std::vector<std::pair<std::string, std::string>> pairs_;
};

}  // namespace

MarkdownFile parse_markdown_file(std::string text, Findings& findings) {
  MarkdownFile file;
  file.front.kind = NodeKind::map;
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  if (!check_characters(text, {}, findings)) return file;

  const auto first = line_at(text, 0);
  if (!is_fence(first)) {
    findings.fault({}, rule, say("the file does not begin with front matter"),
                   say("begin with a line ---, then `key: value` lines, then another line ---"));
    return file;
  }
  const std::size_t begin = std::min(first.size() + 1, text.size());
  const std::size_t end = closing_fence(text, begin);
  if (end == std::string::npos) {
    findings.fault({}, rule, say("the front matter is not closed"), say("put a line --- after its last key"));
    return file;
  }
  const std::size_t body = std::min(end + line_at(text, end).size() + 1, text.size());
  file.body = clean_body(std::string_view(text).substr(body));
  file.body_at = place_of_body(text, body);

  std::string yaml = text.substr(begin, end - begin);
  const Noncharacters noncharacters(yaml);
  Parsed parsed = parse_yaml(yaml, {.line = 2, .column = 1}, findings);
  noncharacters.restore(parsed.node);
  file.whole = parsed.whole;
  if (parsed.node.kind == NodeKind::map) {
    file.front = std::move(parsed.node);
  } else if (parsed.whole) {
    findings.fault(parsed.node.is_null() ? Place{} : parsed.node.at, rule,
                   parsed.node.is_null() ? say("the front matter is empty")
                                         : say("the front matter is not made of `key: value` lines"),
                   say("write title: ... and the other facts between the lines ---"));
    file.whole = false;
  }
  return file;
}

}  // namespace pramen::corpus
