// Which text of a record to show for a search, and what of the query stands in it: words, parts of
// them, and concepts that the query names. Made once a search, for the hits of a page; one thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"
#include "query/loop.h"
#include "query/passage.h"
#include "query/plan.h"
#include "query/reasons.h"
#include "query/search.h"

namespace pramen::query {

// One text of a record against the query.
struct TextMatch {
  std::string_view lang;
  const corpus::Text* text = nullptr;
  std::string plain;                               // summary and body, as the passage is taken from them
  std::vector<MatchedToken> in_plain;              // in the order of the text
  const corpus::Attachment* attachment = nullptr;  // of which `plain` is the text, where it answers more words
  std::vector<Reason> reasons;                     // the closest form of each word, then concepts
  std::size_t answered = 0;  // words of the query: two for each that stands there, one for a concept in its place
};

class HitTexts {
 public:
  // All of it must outlive the object. `reader`: the language titles are shown in.
  HitTexts(const Generation& generation, const Request& request, std::string_view reader,
           const std::vector<QueryItem>& items, const Planner& planner);

  // The text that answers the query best; of equals the one in which the reader would
  // read the record. Views of it refer to the record.
  TextMatch best(const corpus::Record& record, Row row) const;

 private:
  // Words of the query that name concepts; `subjects` holds those below them, too.
  struct Wanted {
    std::size_t first = 0, words = 0;        // numbers of the query's words
    std::vector<indexer::Subject> subjects;  // ascending
  };
  void collect(const std::vector<QueryItem>& items, bool excluded);
  void add_wanted(std::span<const indexer::Subject> named, std::size_t words);
  TextMatch match(const corpus::Record& record, Row row, std::string_view lang) const;
  // A field of the record in the token column; without text where it is in another language.
  struct FieldText {
    std::string_view text;
    bool shown = false;       // in TextMatch::plain
    std::uint32_t shift = 0;  // where it begins there
  };
  void add_concepts(Row row, const std::vector<FieldText>& fields, const std::map<std::size_t, Reason>& closest,
                    TextMatch& match) const;
  // The text of an attachment against the query.
  struct AttachmentMatch {
    const corpus::Attachment* attachment = nullptr;
    std::string text;
    std::vector<MatchedToken> tokens;
    std::size_t words = 0;  // of the query, different ones
  };
  std::optional<AttachmentMatch> match_attachment(const corpus::Attachment& attachment, const Matcher& matcher,
                                                  const indexer::FieldReader& field) const;
  const std::vector<indexer::Concepts::Occurrence>& occurrences(Row row) const;
  // nullptr where there is nothing to look for.
  const Matcher* matcher_of(std::string_view lang) const;
  std::string label(indexer::Subject subject) const;

  const Generation& generation_;
  const Request& request_;
  const std::string_view reader_;
  const std::vector<QueryItem>& items_;
  const Planner& planner_;
  std::vector<std::string> typed_;  // the query's words by number
  std::vector<bool> stop_words_;    // of these
  std::vector<bool> unmarked_;      // stop words that stand alone and not in a phrase
  std::size_t wanted_words_ = 0;
  std::vector<Wanted> wanted_;
  mutable std::map<std::string, Matcher, std::less<>> matchers_;  // by language
  mutable std::vector<indexer::Concepts::Occurrence> occurrences_;
  mutable Row occurrences_of_ = ~Row{0};  // no row
};

}  // namespace pramen::query
