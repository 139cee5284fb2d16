// Records for measuring: N of them, the same for the same seed on every machine.
//
// Words are drawn from a vocabulary whose frequencies follow Zipf's law, in six
// languages' letters, with facts from the bundled schema; right in size and
// shape, void of meaning.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pramen::benchmarks {

class Generator {
 public:
  explicit Generator(std::uint64_t seed = 1);
  ~Generator();
  Generator(const Generator&) = delete;
  Generator& operator=(const Generator&) = delete;

  // The next record as a line of JSON, about 1.8 kB.
  std::string next_line();
  // `words` words of running text in `lang`.
  std::string text(std::string_view lang, std::size_t words);
  // The word of that frequency rank (0: the commonest) in `lang`.
  std::string word(std::string_view lang, std::size_t rank) const;

 private:
  double uniform();
  std::size_t below(std::size_t bound);
  std::size_t zipf();

  struct Vocabulary;
  std::vector<Vocabulary> vocabularies_;
  std::uint64_t state_;
  std::uint64_t made_ = 0;
};

// The first characters of a word.
std::string beginning(std::string_view word, std::size_t characters);

}  // namespace pramen::benchmarks
