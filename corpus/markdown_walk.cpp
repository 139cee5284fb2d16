#include "corpus/markdown_walk.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "corpus/markdown_links.h"

namespace pramen::corpus {
namespace {

bool is_small(char c) { return c >= 'a' && c <= 'z'; }

// Hands events on, and makes languages of the tags that name them; all other tags are text.
class Walk {
 public:
  explicit Walk(MarkdownVisitor& visitor) : visitor_(visitor) {}
  static Walk& of(void* data) { return *static_cast<Walk*>(data); }

  bool enter_block(MD_BLOCKTYPE type, void* detail) { return visitor_.enter_block(type, detail); }
  bool leave_block(MD_BLOCKTYPE type, void* detail) {
    leave_languages(0);
    return visitor_.leave_block(type, detail);
  }
  bool enter_span(MD_SPANTYPE type, void* detail) {
    ++spans_;
    return visitor_.enter_span(type, detail);
  }
  bool leave_span(MD_SPANTYPE type, void* detail) {
    leave_languages(spans_);
    --spans_;
    return visitor_.leave_span(type, detail);
  }
  bool text(MD_TEXTTYPE type, std::string_view text) {
    if (type != MD_TEXT_HTML) return visitor_.text(type, text);
    if (const std::string_view lang = language_named(text); !lang.empty() && languages_.size() < most_languages) {
      languages_.push_back(spans_);
      visitor_.enter_language(lang);
    } else if (is_closing(text) && !languages_.empty() && languages_.back() == spans_) {
      languages_.pop_back();
      visitor_.leave_language();
    } else {
      return visitor_.text(MD_TEXT_NORMAL, text);
    }
    return true;
  }

 private:
  static constexpr std::size_t most_languages = 100;  // within each other

  // Tags in whatever case.
  static bool begins(std::string_view tag, std::string_view with) {
    const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; };
    return tag.size() >= with.size() && std::ranges::equal(tag.substr(0, with.size()), with, same);
  }
  static bool is_closing(std::string_view tag) { return begins(tag, "</span>"); }

  // "de" of <span lang="de">, "de-AT" of <span lang='de-AT'>; of any other tag nothing.
  static std::string_view language_named(std::string_view tag) {
    for (const std::string_view begin : {"<span lang=\"", "<span lang='"}) {
      if (!begins(tag, begin)) continue;
      const std::size_t end = tag.find(begin.back(), begin.size());
      if (end == tag.npos || tag.substr(end + 1) != ">") return {};
      const std::string_view code = tag.substr(begin.size(), end - begin.size());
      const auto fits = [](char c) {
        return is_small(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
      };
      const bool sound = !primary_language(code).empty() && std::ranges::all_of(code, fits) && code.size() <= 35;
      return sound ? code : std::string_view();
    }
    return {};
  }

  // Those that were opened within so many spans, or more.
  void leave_languages(std::size_t spans) {
    for (; !languages_.empty() && languages_.back() >= spans; languages_.pop_back()) visitor_.leave_language();
  }

  MarkdownVisitor& visitor_;
  std::size_t spans_ = 0;
  std::vector<std::size_t> languages_;  // open ones, by the spans they were opened in
};

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
  parser.flags = MD_FLAG_TABLES | MD_FLAG_NOHTMLBLOCKS;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* data) {
    return result(Walk::of(data).enter_block(type, detail));
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* data) {
    return result(Walk::of(data).leave_block(type, detail));
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* data) {
    return result(Walk::of(data).enter_span(type, detail));
  };
  parser.leave_span = [](MD_SPANTYPE type, void* detail, void* data) {
    return result(Walk::of(data).leave_span(type, detail));
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* data) {
    return result(Walk::of(data).text(type, {text, size}));
  };
  Walk walk(visitor);
  return md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &walk) == 0;
}

std::string_view primary_language(std::string_view code) {
  const std::string_view primary = code.substr(0, code.find('-'));
  const bool sound = (primary.size() == 2 || primary.size() == 3) && std::ranges::all_of(primary, is_small);
  return sound ? primary : std::string_view();
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
