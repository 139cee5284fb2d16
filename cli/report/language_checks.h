// Is each text in the language its file says? Text in another one, sentences left in
// the language they were translated from, text typed without its marks.
//
// Every finding is a warning for an editor to look at, so each check stays silent
// where it is not sure: names and quotations of other languages are no faults. Any
// number of threads may check records side by side.
#pragma once

#include <span>
#include <vector>

#include "cli/report/text_reading.h"

namespace pramen::report {

// Of all texts of one record. Rules: "wrong-language", "untranslated", "missing-marks",
// at most one of each a text, at its first place.
void check_languages(const corpus::Schema& schema, const stemmers::Languages& languages,
                     std::span<const TextReading> texts, std::vector<corpus::Problem>& problems);

}  // namespace pramen::report
