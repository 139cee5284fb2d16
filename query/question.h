// "What is X?" as people type it into a search box, in six languages. Only X can be looked for: no record need hold
// the verb that asks, and the card answers the question. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pramen::query {

struct Question {
  std::string about;  // X, as typed
  // The query with a blank for each character around X: whatever is said of X has the same place in both.
  std::string blanked;
};

// Nothing unless the words ask what something is and say what.
std::optional<Question> read_question(std::string_view words);

}  // namespace pramen::query
