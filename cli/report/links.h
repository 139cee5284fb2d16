// The web addresses that a corpus names, each with every place that names it, and whether they still answer: addresses
// in facts (pages, sources), links in bodies, and sources in the corpus's own thesaurus.
//
// Collecting keeps the text of each address once and 16 bytes a mention. Where exactly in its file an address stands is
// looked for afterwards, by reading the files again (link_places.h). One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/report/catalogue.h"
#include "cli/report/link_answer.h"
#include "cli/report/link_checker.h"
#include "corpus/thesaurus.h"

namespace pramen::report {

struct LinkPlace {
  corpus::Position where;
  std::string record;  // empty: the thesaurus
};

struct Link {
  std::string address;  // as it is asked (asked_address); as it is written where it cannot be
  std::string host;
  std::vector<LinkPlace> places;  // in order of file and line
  LinkAnswer answer;
};

struct Links {
  std::vector<Link> list;  // by host, then address
  std::size_t hosts = 0;
  std::size_t asked = 0;  // just now; the others were known from before

  std::size_t count(LinkOutcome outcome) const;
  std::vector<const Link*> with(LinkOutcome outcome) const;
};

class LinksReader {
 public:
  void add(Number number, Catalogue& catalogue, const corpus::Record& record, const corpus::RecordPlaces& places);
  // Of a folder that has a thesaurus of its own; the bundled one is not for its editors to mend.
  void add(const corpus::Thesaurus& thesaurus, const std::filesystem::path& corpus);

  // All addresses with their places; none has been asked.
  Links finish(const Catalogue& catalogue) const;

 private:
  struct Mention {
    Number record;
    std::uint32_t file, line;  // of what names it, as far as the reader told
  };
  void mention(const std::string& written, Mention mention) { mentions_[written].push_back(mention); }

  std::map<std::string, std::vector<Mention>> mentions_;  // by the address as it is written
  std::map<std::string, std::vector<LinkPlace>> in_thesaurus_;
};

struct LinkOptions {
  LinkManners manners;
  std::filesystem::path cache;  // empty: nothing is known from before, nothing kept
  int believed_days = 7;        // how old an answer may be that says that a page is there; others are a day
  bool offline = false;         // ask nothing: what is known, however old
};

struct LinkWatcher {
  std::function<bool(double share)> go_on;         // several times a second; false stops
  std::function<void(corpus::Sentence&&)> remark;  // what is odd about the cache
};

// Fills the answers in. False: it was stopped; what was learnt until then is in the cache.
bool find_answers(Links& links, const LinkOptions& options, const LinkWatcher& watcher);

}  // namespace pramen::report
