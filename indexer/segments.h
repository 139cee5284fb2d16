// Many small segments, written on several threads, that become one generation.
//
// Xapian's cost is inserting postings into tables that have grown. A fresh small
// database takes them in order, each thread fills one of its own, and compaction
// joins them by appending. Documents keep the order in which batches were added,
// whatever the number of threads.
//
// One object per build, used from one thread.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "corpus/record.h"
#include "indexer/previous.h"
#include "indexer/segment_forms.h"
#include "indexer/segment_writer.h"
#include "stemmers/language.h"

namespace pramen::indexer {

class Segments {
 public:
  // Works below `folder`. `languages` must outlive the object.
  Segments(std::filesystem::path folder, const stemmers::Languages& languages, unsigned jobs);

  ~Segments();

  // Takes the next record. Full batches are written beside the caller; waits while
  // all threads are busy.
  void add(corpus::Record&& record);
  // Writes all that is still in memory.
  void flush();
  // Takes a record out of everything but the postings, where it stays; the columns say that it has
  // no record any more. Only after flush().
  void withdraw(std::uint32_t row);
  // Joins everything into the files of a generation (layout.h): forms, tokens and index. Behind what is
  // inherited, if that is given: its files are linked, not copied. `progress` hears the share
  // that is done, some times a second; where it returns false, Stopped is thrown, as soon as
  // Xapian is done with what it began. `forms_written` is called once forms.bin is whole: what
  // needs only this can be begun. Returns the files' hashes.
  struct Stopped {};
  std::map<std::string, std::string> join(const std::filesystem::path& generation, const Inherited* inherited,
                                          const std::function<void()>& forms_written,
                                          const std::function<bool(double)>& progress);

  std::uint64_t documents() const { return lengths_.size(); }  // withdrawn ones included
  const std::vector<std::uint32_t>& lengths() const { return lengths_; }
  const ContentHash& content() const { return content_; }

 private:
  struct Segment {
    std::filesystem::path path;
    std::uint64_t documents = 0;
  };

  struct Place {
    std::size_t segment = 0;
    std::uint32_t row = 0;  // of the segment
  };

  struct Running;  // a batch that a thread of its own writes

  void start_pending();
  void finish_oldest();
  void keep(std::size_t level, Segment segment);
  Segment merge(const std::vector<Segment>& parts);
  std::vector<Segment> in_order() const;
  Place place_of(std::uint32_t row) const;
  std::vector<std::filesystem::path> paths(bool whole);
  MergedForms merged_forms(const std::vector<std::filesystem::path>& paths) const;
  std::string write_tokens(const std::filesystem::path& generation, const Inherited* inherited,
                           const std::vector<std::filesystem::path>& paths,
                           const std::vector<std::vector<std::uint32_t>>& tokens, std::size_t forms,
                           const std::function<void(std::uint64_t)>& written) const;

  const std::filesystem::path folder_;
  const stemmers::Languages& languages_;
  const unsigned jobs_;
  std::vector<corpus::Record> pending_;  // the batch being filled
  std::size_t pending_bytes_ = 0;
  std::deque<std::unique_ptr<Running>> running_;  // oldest first, at most one for each job
  // Segments by level, oldest first; level n + 1 is made of many of level n, so
  // that few files are open at once however many records there are.
  std::vector<std::vector<Segment>> levels_;
  std::uint64_t numbered_ = 0;
  std::vector<std::uint32_t> lengths_;
  std::vector<Place> withdrawn_;
  ContentHash content_;
};

}  // namespace pramen::indexer
