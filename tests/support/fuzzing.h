// What fuzzers have in common: a promise that must hold, and a program of its own around one that is no
// libFuzzer target: fuzzer [INPUTS] [SEED].
#pragma once

#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>

namespace pramen::tests {

// Ends the program where it does not hold, with the input as text and as bytes.
inline void require(bool holds, const char* what, std::string_view input, std::string_view more = {}) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n%s\n%s\ninput:", what, std::string(input).c_str(),
               std::string(more).c_str());
  for (const unsigned char byte : input) std::fprintf(stderr, " %02x", byte);
  std::fprintf(stderr, "\n");
  std::abort();
}

// Calls try_one(random, number) for each input; the seed is printed first, so that a run can be had again.
template <typename TryOne>
void try_inputs(int argc, char** argv, const TryOne& try_one) {
  const auto inputs = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 20'000ULL;
  const auto seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : std::random_device{}();
  std::printf("%llu inputs, seed %llu\n", inputs, static_cast<unsigned long long>(seed));
  std::fflush(stdout);
  std::mt19937_64 random(seed);
  for (unsigned long long i = 0; i < inputs; ++i) try_one(random, i);
  std::printf("nothing found\n");
}

}  // namespace pramen::tests
