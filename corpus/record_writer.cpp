#include "corpus/record_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <vector>

#include "corpus/characters.h"

namespace pramen::corpus {
namespace {

constexpr std::size_t widest_line = 100;  // characters

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; }

// What YAML breaks lines at or hides: line and paragraph separators, a byte order mark, and the two that are no
// characters. (Control characters are in no record.)
bool holds_odd_characters(std::string_view text) {
  constexpr std::array<std::string_view, 5> odd = {"\xE2\x80\xA8", "\xE2\x80\xA9", "\xEF\xBB\xBF", "\xEF\xBF\xBE",
                                                   "\xEF\xBF\xBF"};
  return std::ranges::any_of(odd, [&](std::string_view one) { return text.find(one) != text.npos; });
}

// Words that YAML, of this version or an older one, takes for something else than text.
bool is_taken_for_a_value(std::string_view text) {
  static constexpr std::array<std::string_view, 11> words = {"null", "true", "false", "yes", "no", "on",
                                                             "off",  "y",    "n",     "inf", "nan"};
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return std::ranges::find(words, lower) != words.end();
}

// Begins with a letter, ends in no blank or colon, and holds nothing that begins a comment or a value.
bool is_plain(std::string_view text) {
  return !text.empty() && is_letter(text.front()) && text.back() != ' ' && text.back() != ':' &&
         text.find(": ") == text.npos && text.find(" #") == text.npos && text.find_first_of("\t\r\n") == text.npos &&
         !holds_odd_characters(text) && !is_taken_for_a_value(text);
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = std::max<std::size_t>(1, character_length(text, at));
    const std::string_view character = text.substr(at, length);
    if (character == "\"" || character == "\\") {
      out += '\\';
      out += character;
    } else if (character == "\n") {
      out += "\\n";
    } else if (character == "\r") {
      out += "\\r";
    } else if (character == "\t") {
      out += "\\t";
    } else if (length == 3 && holds_odd_characters(character)) {
      const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
      out += fmt::format("\\u{:04X}", (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F));
    } else {
      out += character;
    }
    at += length;
  }
  return out + '"';
}

std::string scalar(std::string_view text) { return is_plain(text) ? std::string(text) : quoted(text); }

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

// A long text of one line, broken at single spaces. Other text than that goes in quotes.
std::string folded(std::string_view key, std::string_view text) {
  const bool foldable = text.find_first_of("\t\r\n") == text.npos && text.find("  ") == text.npos &&
                        !text.starts_with(' ') && !text.ends_with(' ') && !holds_odd_characters(text);
  if (!foldable || width(text) + key.size() + 2 <= widest_line) return fmt::format("{}: {}\n", key, scalar(text));
  std::string out = fmt::format("{}: >-\n", key), line;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && width(line) + 1 + width(word) + 2 > widest_line) {
      out += "  " + line + "\n";
      line.clear();
    }
    line += (line.empty() ? "" : " ") + std::string(word);
  }
  return out + "  " + line + "\n";
}

// [a, b] where that is short and needs no quotes, else an item a line.
std::string list(std::string_view key, const std::vector<std::string>& items) {
  const bool short_words = std::ranges::all_of(
      items, [](const std::string& item) { return is_plain(item) && item.find_first_of(",[]{}:#") == item.npos; });
  if (std::string line = fmt::format("{}: [{}]\n", key, fmt::join(items, ", "));
      short_words && width(line) <= widest_line)
    return line;
  std::string out = fmt::format("{}:\n", key);
  for (const std::string& item : items) out += fmt::format("  - {}\n", scalar(item));
  return out;
}

std::string source_item(const Source& source) {
  std::string out;
  const auto add = [&](std::string_view key, const std::string& value) {
    out += fmt::format("  {} {}: {}\n", out.empty() ? "-" : " ", key, value);
  };
  if (!source.title.empty()) add("title", scalar(source.title));
  if (!source.url.empty()) add("url", scalar(source.url));
  if (!source.publisher.empty()) add("publisher", scalar(source.publisher));
  if (source.year) add("year", std::to_string(*source.year));
  return out;
}

struct FactLines {
  std::string_view name;
  std::string operator()(const std::string& text) const { return folded(name, text); }
  std::string operator()(const std::vector<std::string>& items) const { return list(name, items); }
  std::string operator()(std::int64_t number) const { return fmt::format("{}: {}\n", name, number); }
  std::string operator()(double number) const { return fmt::format("{}: {}\n", name, number); }
  std::string operator()(const std::vector<Source>& sources) const {
    std::string out = fmt::format("{}:\n", name);
    for (const Source& source : sources) out += source_item(source);
    return out;
  }
};

std::string attachment_item(const Attachment& attachment) {
  std::string out = fmt::format("  - file: {}\n", scalar(attachment.file));
  if (!attachment.title.empty()) out += fmt::format("    title: {}\n", scalar(attachment.title));
  return out;
}

std::string words(const Text& text) {
  std::string out = folded("title", text.title);
  if (!text.alternative.empty()) out += list("alternative", text.alternative);
  if (!text.summary.empty()) out += folded("summary", text.summary);
  if (!text.body_file.empty()) out += fmt::format("body_file: {}\n", scalar(text.body_file));
  if (!text.attachments.empty()) out += "attachments:\n";
  for (const Attachment& attachment : text.attachments) out += attachment_item(attachment);
  return out;
}

}  // namespace

std::string to_markdown(const Schema& schema, const Record& record, std::string_view language) {
  const Text& text = record.texts.find(language)->second;
  std::string out = "---\n";
  if (language == record.original) {
    out += fmt::format("kind: {}\n", scalar(record.kind)) + words(text);
    for (const Field& field : schema.fields()) {
      if (&field == schema.links()) {
        if (const auto links = own_links(schema, record); !links.empty()) out += list(field.name, links);
      } else if (const Value* value = record.fact(field.name)) {
        out += std::visit(FactLines{field.name}, *value);
      }
    }
  } else {
    const auto original = record.texts.find(record.original);
    const std::string hash = !text.translation_of.empty() || original == record.texts.end()
                                 ? text.translation_of
                                 : text_hash(original->second);
    out += fmt::format("translation_of: {}\n", hash) + words(text);
  }
  out += "---\n";
  if (!text.body.empty() && text.body_file.empty()) out += "\n" + text.body + "\n";
  return out;
}

std::string to_json_file(const Schema& schema, const Record& record) {
  Record written = record;
  if (const Field* links = schema.links()) {
    auto own = own_links(schema, record);
    if (own.empty())
      written.facts.erase(links->name);
    else
      written.facts.insert_or_assign(links->name, std::move(own));
  }
  return nlohmann::ordered_json::parse(to_json(written)).dump(2) + "\n";
}

}  // namespace pramen::corpus
