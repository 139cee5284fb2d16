// generate_records N [SEED] [--queries FOLDER] > records.jsonl
//
// With a folder, lists of queries over these records are written there, in the form
// that `compare` reads.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "benchmarks/generator.h"

namespace {

using pramen::benchmarks::beginning;
using pramen::benchmarks::Generator;

// Words by their rank in Slovak; twenty queries a list.
void write_queries(const Generator& generator, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const auto word = [&](std::size_t rank) { return generator.word("sk", rank); };
  const auto write = [&](const std::string& type, const auto& terms, bool filtered) {
    std::ofstream file(folder / (type + ".jsonl"));
    for (std::size_t i = 0; i < 20; ++i) {
      nlohmann::json query = {{"type", type}, {"terms", terms(i)}, {"filter", nullptr}};
      if (filtered) query["filter"] = {{"kind", "case_study"}, {"country", "sk"}};
      file << query.dump() << '\n';
    }
  };
  using Words = std::vector<std::string>;
  write(
      "rare", [&](std::size_t i) { return Words{word(4'000 + i)}; }, false);
  write(
      "common", [&](std::size_t i) { return Words{word(20 + i)}; }, false);
  write(
      "broad",
      [&](std::size_t i) {
        return Words{word(i), word(i + 1), word(i + 2)};
      },
      false);
  write(
      "or",
      [&](std::size_t i) {
        return Words{word(100 + i), word(200 + i)};
      },
      false);
  write(
      "and",
      [&](std::size_t i) {
        return Words{word(5 + i), word(30 + i)};
      },
      false);
  write(
      "phrase",
      [&](std::size_t i) {
        return Words{word(i), word(i + 1)};
      },
      false);
  write(
      "prefix", [&](std::size_t i) { return Words{beginning(word(50 + i), 4)}; }, false);
  write(
      "filtered",
      [&](std::size_t i) {
        return Words{word(100 + i), word(150 + i)};
      },
      true);
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> numbers;
  std::filesystem::path queries;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--queries" && i + 1 < argc)
      queries = argv[++i];
    else
      numbers.push_back(argument);
  }
  if (numbers.empty() || numbers.size() > 2) {
    std::fputs("Usage: generate_records N [SEED] [--queries FOLDER] > records.jsonl\n", stderr);
    return 2;
  }
  const unsigned long count = std::strtoul(numbers[0].c_str(), nullptr, 10);
  Generator generator(numbers.size() > 1 ? std::strtoull(numbers[1].c_str(), nullptr, 10) : 1);
  if (!queries.empty()) write_queries(generator, queries);
  for (unsigned long i = 0; i < count; ++i) {
    const std::string line = generator.next_line();
    if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) return 3;
  }
  return 0;
}
