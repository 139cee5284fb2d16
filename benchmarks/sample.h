// Real text to measure on: the bundled records of one language, as they stand.
#pragma once

#include <string>
#include <string_view>

namespace pramen::benchmarks {

inline constexpr const char* sample_languages[] = {"sk", "cs", "de", "hu", "bg", "en"};

// Repeated until it is `bytes` long. The bundled records have no Czech yet: its
// Slovak neighbours stand in for it.
std::string sample_text(std::string_view lang, std::size_t bytes);

}  // namespace pramen::benchmarks
