// Many small Xapian databases, written on several threads, that become one.
//
// Xapian's cost is inserting postings into B-trees that have grown (measured:
// three quarters of the time). A fresh small database takes them in order, each
// thread fills one of its own, and compaction joins them by appending. Documents
// keep the order in which batches were added, whatever the number of threads.
//
// One object per build, used from one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "corpus/record.h"
#include "stemmers/language.h"

namespace pramen::indexer {

// A hash over a set of byte strings that does not depend on their order: the sum
// of their BLAKE2b hashes modulo 2^128.
struct ContentHash {
  std::uint64_t low = 0, high = 0;

  void add(std::string_view bytes);
  void add(const ContentHash& other);
  void remove(std::string_view bytes);
  std::string hex() const;
};

class Segments {
 public:
  // Works below `folder`. `languages` must outlive the object.
  Segments(std::filesystem::path folder, const stemmers::Languages& languages, unsigned jobs);

  // Takes the next records; analyses and writes them when there is a batch for
  // every thread.
  void add(corpus::Record&& record);
  // Writes all that is still in memory.
  void flush();
  // Leaves an empty document in the place of that one, so that the others keep
  // their rows. Only after flush().
  void blank(std::uint32_t row);
  // Joins everything into one Xapian file.
  void join(const std::filesystem::path& file);

  std::uint64_t documents() const { return documents_; }  // blanked ones included
  const ContentHash& content() const { return content_; }

 private:
  struct Segment {
    std::filesystem::path path;
    std::uint64_t documents = 0;
  };
  struct Written;

  Segment write(const std::vector<corpus::Record>& batch, std::uint64_t number, ContentHash& content) const;
  void write_pending();
  void keep(std::size_t level, Segment segment);
  Segment merge(const std::vector<Segment>& parts);
  std::vector<Segment> in_order() const;

  const std::filesystem::path folder_;
  const stemmers::Languages& languages_;
  const unsigned jobs_;
  std::vector<std::vector<corpus::Record>> pending_;  // full batches, and the one being filled
  std::size_t pending_bytes_ = 0;                     // of the one being filled
  // Segments by level, oldest first; level n + 1 is made of many of level n, so
  // that few files are open at once however many records there are.
  std::vector<std::vector<Segment>> levels_;
  std::uint64_t numbered_ = 0, documents_ = 0;
  ContentHash content_;
};

}  // namespace pramen::indexer
