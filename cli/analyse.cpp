#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "stemmers/language.h"

namespace pramen::cli {

int analyse(const AnalyseOptions& options) {
  const stemmers::Languages languages;
  const stemmers::Language* language = languages.find(options.lang);
  if (language == nullptr) {
    fmt::print(stderr, "pramen: there is no language {} (sk, cs, de, hu, bg, en)\n", options.lang);
    return wrong_usage;
  }
  const auto tokens = language->analyse(options.text, stemmers::Side::index);
  const auto surface = [&](const stemmers::Token& token) {
    return options.text.substr(token.begin, token.end - token.begin);
  };
  if (options.json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const stemmers::Token& token : tokens) {
      list.push_back({{"surface", surface(token)},
                      {"begin", token.begin},
                      {"end", token.end},
                      {"position", token.position},
                      {"exact", token.exact},
                      {"lemmas", token.lemmas},
                      {"folded", token.folded},
                      {"stop", token.stop}});
    }
    fmt::print("{}\n", list.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    return done;
  }
  fmt::print("{:>9}  {}\n", "bytes", "word → exact form → lemma → folded lemma");
  for (const stemmers::Token& token : tokens) {
    fmt::print("{:>9}  {} → {} → {} → {}{}\n", fmt::format("{}–{}", token.begin, token.end), surface(token),
               token.exact, fmt::join(token.lemmas, ", "), fmt::join(token.folded, ", "),
               token.stop ? "  (stop word)" : "");
  }
  return done;
}

}  // namespace pramen::cli
