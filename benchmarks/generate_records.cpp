// generate_records N [SEED] > records.jsonl
#include <cstdio>
#include <cstdlib>
#include <string>

#include "benchmarks/generator.h"

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("Usage: generate_records N [SEED] > records.jsonl\n", stderr);
    return 2;
  }
  const unsigned long count = std::strtoul(argv[1], nullptr, 10);
  pramen::benchmarks::Generator generator(argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1);
  for (unsigned long i = 0; i < count; ++i) {
    const std::string line = generator.next_line();
    if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) return 3;
  }
  return 0;
}
