// "Did you mean …": the known name that a mistyped one most likely stands for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pramen::corpus {

// The first of the nearest `names` within so many edits (one for words of up to four
// letters); empty if there is none.
std::string nearest_name(std::string_view word, const std::vector<std::string_view>& names, std::size_t edits = 2);

}  // namespace pramen::corpus
