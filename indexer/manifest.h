// What a generation says of itself: manifest.json. Plain values.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace pramen::indexer {

struct Manifest {
  std::uint64_t generation = 0;
  std::uint64_t previous = 0;                // the one published before it: where a rollback leads; 0: none
  std::string published;                     // when it was made; ISO 8601, UTC
  std::string who, why;                      // made it: an account or a name; a sentence, often empty
  std::string fingerprint;                   // layout.h
  std::string content_hash;                  // over all records, whatever their order: equal content, equal hash
  std::map<std::string, std::string> files;  // name -> XXH3 of its bytes
  std::uint64_t records = 0;
  std::uint64_t skipped = 0;  // records with faults that were left out
};

// Both throw std::runtime_error with the path.
void write_manifest(const std::filesystem::path& folder, const Manifest& manifest);
Manifest read_manifest(const std::filesystem::path& folder);

}  // namespace pramen::indexer
