#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "stemmers/detector.h"
#include "stemmers/language.h"

namespace pramen::cli {
namespace {

using stemmers::Knowledge;

std::string_view name(Knowledge how) {
  switch (how) {
    case Knowledge::listed: return "words.txt";
    case Knowledge::table: return "table";
    case Knowledge::prefix: return "prefix";
    case Knowledge::rules: return "rules";
    case Knowledge::none: return "none";
  }
  return {};
}

std::string_view in_words(Knowledge how) {
  switch (how) {
    case Knowledge::listed: return "from words.txt";
    case Knowledge::table: return "known form";
    case Knowledge::prefix: return "known form behind a prefix";
    case Knowledge::rules: return "guessed from its ending";
    case Knowledge::none: return "taken as it is";
  }
  return {};
}

std::string_view bytes_of(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  return text.substr(begin, end - begin);
}

nlohmann::ordered_json to_json(std::string_view text, const stemmers::Token& token) {
  const stemmers::Word& word = *token.word;
  auto parts = nlohmann::ordered_json::array();
  for (const stemmers::Part& part : word.parts) {
    parts.push_back({{"surface", bytes_of(text, token.begin + part.begin, token.begin + part.end)},
                     {"begin", token.begin + part.begin},
                     {"end", token.begin + part.end},
                     {"exact", part.exact},
                     {"folded", part.folded}});
  }
  return {{"surface", bytes_of(text, token.begin, token.end)},
          {"begin", token.begin},
          {"end", token.end},
          {"position", token.position},
          {"exact", word.exact},
          {"lemmas", word.lemmas},
          {"folded", word.folded},
          {"parts", parts},
          {"families", word.families},
          {"read_as", word.understood},
          {"tier", name(word.how)},
          {"stop", word.stop}};
}

void print(std::string_view text, const stemmers::Token& token) {
  const stemmers::Word& word = *token.word;
  fmt::print("{:>9}  {}\n", fmt::format("{}–{}", token.begin, token.end), bytes_of(text, token.begin, token.end));
  const auto row = [](std::string_view what, const std::string& value) {
    if (!value.empty()) fmt::print("           {:<15}{}\n", what, value);
  };
  row("exact form", word.exact);
  row("read as", fmt::format("{}", fmt::join(word.understood, ", ")));
  row("base form", fmt::format("{}  ({})", fmt::join(word.lemmas, ", "), in_words(word.how)));
  row("without marks", fmt::format("{}", fmt::join(word.folded, ", ")));
  std::string parts;
  for (const stemmers::Part& part : word.parts) {
    parts += fmt::format("{}{} ({}–{}: {})", parts.empty() ? "" : " + ",
                         bytes_of(text, token.begin + part.begin, token.begin + part.end), token.begin + part.begin,
                         token.begin + part.end, fmt::join(part.folded, ", "));
  }
  row("parts", parts);
  row("family", fmt::format("{}", fmt::join(word.families, ", ")));
  if (word.stop) row("", "stop word: indexed, never required");
}

}  // namespace

int analyse(const AnalyseOptions& options) {
  const stemmers::Languages languages;
  std::string lang = options.lang;
  if (lang.empty()) {
    const stemmers::Guess guess = stemmers::detect(languages, options.text);
    lang = guess.code.empty() ? "en" : guess.code;
    fmt::print(stderr, "pramen: read as {} ({})\n", lang,
               guess.sure ? "sure" : fmt::format("not sure; it may be {}", fmt::join(guess.fits, ", ")));
  }
  const stemmers::Language* language = find_language(languages, lang);
  if (language == nullptr) return wrong_usage;
  const auto side = options.query ? stemmers::Side::query : stemmers::Side::index;
  const auto tokens = language->analyse(options.text, side);
  if (options.json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const stemmers::Token& token : tokens) list.push_back(to_json(options.text, token));
    fmt::print("{}\n", list.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    return done;
  }
  if (tokens.empty()) fmt::print(stderr, "pramen: there is no word in this text\n");
  for (const stemmers::Token& token : tokens) print(options.text, token);
  return done;
}

}  // namespace pramen::cli
