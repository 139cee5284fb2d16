// Expands a hunspell dictionary (hunspell(5)) into every form with its base:
// one suffix and one prefix a word, as the dictionaries of Slovak, Czech and
// Bulgarian use them. Continuation classes (Hungarian) are not followed.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

namespace pramen::stemmers::train {

// `aff` lies beside a .dic file of the same name. Calls found(form, base) in the
// dictionary's order. Throws std::runtime_error with file and line.
void expand_hunspell(const std::filesystem::path& aff,
                     const std::function<void(std::string_view form, std::string_view base)>& found);

}  // namespace pramen::stemmers::train
