#include "corpus/sentence.h"

#include <fmt/args.h>

#include <map>
#include <nlohmann/json.hpp>

#include "corpus/characters.h"
#include "pramen_corpus_files.h"

namespace pramen::corpus {
namespace {

using Patterns = std::map<std::string, std::string, std::less<>>;

constexpr std::string_view folder = "sentences/", ending = ".json";

const std::map<std::string, Patterns, std::less<>>& catalogues() {
  static const auto all = [] {
    std::map<std::string, Patterns, std::less<>> read;
    for (const EmbeddedFile& file : embedded_files()) {
      if (!file.path.starts_with(folder)) continue;
      std::string lang(file.path.substr(folder.size()));
      lang.resize(lang.size() - ending.size());
      read.emplace(std::move(lang), nlohmann::json::parse(file.bytes).get<Patterns>());
    }
    return read;
  }();
  return all;
}

std::string filled(std::string_view pattern, const std::vector<std::string>& facts) {
  fmt::dynamic_format_arg_store<fmt::format_context> arguments;
  for (const std::string& fact : facts) arguments.push_back(fact);
  return fmt::vformat(pattern, arguments);
}

}  // namespace

void Sentence::fill() { english_ = in("en"); }

std::string Sentence::in(std::string_view lang) const {
  if (pattern_.empty()) return english_;
  std::vector<std::string> facts;
  for (const Sentence& fact : facts_) facts.push_back(fact.in(lang));
  if (lang == "en") return filled(pattern_, facts);
  const auto patterns = catalogues().find(lang);
  if (patterns == catalogues().end()) return filled(pattern_, facts);
  const auto found = patterns->second.find(pattern_);
  return filled(found == patterns->second.end() ? pattern_ : std::string_view(found->second), facts);
}

void Sentence::replace_in_facts(std::string_view from, std::string_view to) {
  if (pattern_.empty()) return replace_all(english_, from, to);
  for (Sentence& fact : facts_) fact.replace_in_facts(from, to);
  fill();
}

std::vector<std::string_view> sentence_languages() {
  std::vector<std::string_view> languages = {"en"};
  for (const auto& [lang, patterns] : catalogues()) languages.push_back(lang);
  return languages;
}

}  // namespace pramen::corpus
