// Two corpora of 800 records that differ in every twentieth: there one says stare and the other nove, so that a
// mixture of their generations would show.
#pragma once

#include <filesystem>
#include <string>

#include "tests/support/temporary_folder.h"

namespace pramen::tests {

inline constexpr int all_records = 800, telling_records = 40;
inline const std::string words[] = {"stare", "nove"};

std::filesystem::path write_corpus(const TemporaryFolder& folder, const std::string& word);

// Expects that what is published opens, has its files as they were written, and is of one corpus. The word of that one.
std::string word_of_whole_generation(const std::filesystem::path& database);

// A number that the environment may set.
int number_from(const char* variable, int usual);
unsigned seed();  // PRAMEN_SEED, else another each time

}  // namespace pramen::tests
