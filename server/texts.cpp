#include "server/texts.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "server/assets.h"

namespace pramen::server {
namespace {

constexpr std::array codes = {"sk", "cs", "de", "hu", "bg", "en"};

std::string lower_primary(std::string_view range) {
  std::string code(range.substr(0, range.find('-')));
  for (char& c : code) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return code;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// "q=0.7" as thousandths; 0 for what is no weight.
int weight_of(std::string_view parameter) {
  parameter = trim(parameter);
  if (!parameter.starts_with("q=")) return 1000;
  const std::string digits(parameter.substr(2));
  return std::clamp(static_cast<int>(std::strtod(digits.c_str(), nullptr) * 1000), 0, 1000);
}

}  // namespace

Texts::Texts(std::string code, std::string_view json) : Texts(std::move(code), nlohmann::json::parse(json)) {}

Texts::Texts(std::string code, const nlohmann::json& parsed)
    : code_(std::move(code)), locale_(parsed.at("locale").get<std::string>()) {
  for (const auto& [key, value] : parsed.items()) {
    if (value.is_string()) {
      texts_[key] = value.get<std::string>();
    } else {
      for (const auto& [form, text] : value.items()) texts_[key + "." + form] = text.get<std::string>();
    }
  }
}

const std::string& Texts::operator[](std::string_view key) const {
  const auto found = texts_.find(key);
  if (found == texts_.end()) throw std::logic_error("no text " + std::string(key) + " in " + code_);
  return found->second;
}

std::string Texts::fill(std::string_view key, Places places) const {
  std::string_view rest = (*this)[key];
  std::string filled;
  while (!rest.empty()) {
    const auto open = rest.find('{');
    const auto close = open == rest.npos ? rest.npos : rest.find('}', open);
    filled += rest.substr(0, close == rest.npos ? rest.npos : open);
    if (close == rest.npos) break;
    const auto name = rest.substr(open + 1, close - open - 1);
    const auto place = std::ranges::find(places, name, &std::pair<std::string_view, std::string_view>::first);
    filled += place == places.end() ? rest.substr(open, close - open + 1) : place->second;
    rest.remove_prefix(close + 1);
  }
  return filled;
}

std::string Texts::count(std::string_view key, std::uint64_t count) const {
  return fill(std::string(key) + "." + locale_.plural_form(count), {{"n", number(count)}});
}

std::span<const Texts> all_texts() {
  static const std::vector<Texts> all = [] {
    std::vector<Texts> texts;
    for (const std::string code : codes) texts.emplace_back(code, web_file("locales/" + code + ".json"));
    return texts;
  }();
  return all;
}

const Texts* find_texts(std::string_view lang) {
  const auto all = all_texts();
  const auto found = std::ranges::find(all, lang, &Texts::code);
  return found == all.end() ? nullptr : &*found;
}

std::string missing_texts(std::span<const Texts> languages) {
  std::string missing;
  for (const auto& texts : languages) {
    if (texts.all().empty()) missing += " " + texts.code() + ":*";
    for (const auto& other : languages) {
      for (const auto& [key, text] : other.all()) {
        const auto found = texts.all().find(key);
        if (found == texts.all().end() || found->second.empty()) missing += " " + texts.code() + ":" + key;
      }
    }
  }
  return missing;
}

void check_texts() {
  const std::string missing = missing_texts(all_texts());
  if (!missing.empty()) throw std::runtime_error("texts of the pages are missing:" + missing);
}

const Texts& negotiate(std::string_view accept_language) {
  const Texts* best = find_texts("sk");
  int best_weight = 0;
  while (!accept_language.empty()) {
    const auto comma = accept_language.find(',');
    const std::string_view item = accept_language.substr(0, comma);
    accept_language.remove_prefix(comma == accept_language.npos ? accept_language.size() : comma + 1);
    const auto semicolon = item.find(';');
    const auto* texts = find_texts(lower_primary(trim(item.substr(0, semicolon))));
    const int weight = semicolon == item.npos ? 1000 : weight_of(item.substr(semicolon + 1));
    if (texts == nullptr || weight <= best_weight) continue;
    best = texts;
    best_weight = weight;
  }
  return *best;
}

}  // namespace pramen::server
