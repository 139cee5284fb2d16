#include "corpus/markdown_walk.h"

#include <algorithm>
#include <cstdint>

#include "corpus/markdown_links.h"

namespace pramen::corpus {
namespace {

MarkdownVisitor& visitor_of(void* data) { return *static_cast<MarkdownVisitor*>(data); }

// md4c looks through the lines of a paragraph for each bracket, and copies a link
// definition for each use of it. Measured: 262,144 lines "[a]" took 18 s, 300,000
// uses of one long definition 55 s. With this bound nothing takes a second, and no
// text that somebody wrote comes near it.
bool is_costly(std::string_view markdown) {
  constexpr std::uint64_t most = 300'000'000;
  const auto count = [&](char wanted) { return static_cast<std::uint64_t>(std::ranges::count(markdown, wanted)); };
  const bool defines = markdown.find("]:") != std::string_view::npos;
  return count('[') * (defines ? markdown.size() : count('\n')) > most;
}

int result(bool go_on) { return go_on ? 0 : 1; }

}  // namespace

bool walk_markdown(std::string_view markdown, MarkdownVisitor& visitor) {
  if (is_costly(markdown)) return false;
  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_NOHTML;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* data) {
    return result(visitor_of(data).enter_block(type, detail));
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* data) {
    return result(visitor_of(data).leave_block(type, detail));
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* data) {
    return result(visitor_of(data).enter_span(type, detail));
  };
  parser.leave_span = [](MD_SPANTYPE type, void* detail, void* data) {
    return result(visitor_of(data).leave_span(type, detail));
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* data) {
    return result(visitor_of(data).text(type, {text, size}));
  };
  return md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &visitor) == 0;
}

std::string attribute_text(const MD_ATTRIBUTE& attribute) {
  std::string text;
  for (int i = 0; attribute.substr_offsets && attribute.substr_offsets[i] < attribute.size; ++i) {
    const MD_OFFSET begin = attribute.substr_offsets[i], end = attribute.substr_offsets[i + 1];
    const std::string_view part(attribute.text + begin, end - begin);
    text += attribute.substr_types[i] == MD_TEXT_ENTITY ? decoded_entity(part) : std::string(part);
  }
  return text;
}

}  // namespace pramen::corpus
