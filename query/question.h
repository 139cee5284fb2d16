// "What is X?" as people type it into a search box, in six languages. Only X can be looked for: no record need hold
// the verb that asks, and the card answers the question. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pramen::query {

struct Question {
  std::string about;  // X, as typed
  // What to search for: the query as it stands where all words around X are stop words, which favour texts that define;
  // else with a blank for each character around X, so that whatever is said of X has the same place in both.
  std::string searched;
};

// Nothing unless the words ask what something is and say what.
std::optional<Question> read_question(std::string_view words);

}  // namespace pramen::query
