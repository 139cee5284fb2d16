#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <deque>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "benchmarks/rivals/rival.h"

namespace pramen::benchmarks {
namespace {

constexpr Xapian::valueno kind_slot = 0, country_slot = 1, first_topic_slot = 2, topic_slots = 6;

// Runs of letters and digits in lower case.
template <typename Sink>
void each_word(std::string_view text, const Sink& sink) {
  std::string word;
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    UChar32 character = 0;
    U8_NEXT(text.data(), at, size, character);
    if (character >= 0 && u_isalnum(character)) {
      std::array<char, U8_MAX_LENGTH> bytes{};
      int32_t used = 0;
      U8_APPEND_UNSAFE(bytes.data(), used, u_tolower(character));
      word.append(bytes.data(), static_cast<std::size_t>(used));
    } else if (!word.empty()) {
      sink(word);
      word.clear();
    }
  }
  if (!word.empty()) sink(word);
}

// Facet values as small numbers, by document.
struct Arrays {
  std::map<std::string, std::uint16_t> names;
  std::vector<std::vector<std::uint16_t>> values;  // by document; all facets together
};

class ArraySpy final : public Xapian::MatchSpy {
 public:
  explicit ArraySpy(const Arrays& arrays) : counts(arrays.names.size()), arrays_(arrays) {}
  void operator()(const Xapian::Document& document, double) override {
    for (const std::uint16_t value : arrays_.values[document.get_docid()]) ++counts[value];
  }
  std::vector<std::uint64_t> counts;

 private:
  const Arrays& arrays_;
};

class Stock final : public Rival {
 public:
  Stock(const std::filesystem::path& folder, bool arrays) : index_(folder.string()), arrays_wanted_(arrays) {
    if (!arrays) return;
    arrays_.values.resize(index_.get_lastdocid() + 1);
    for (Xapian::valueno slot = 0; slot < first_topic_slot + topic_slots; ++slot) {
      for (auto it = index_.valuestream_begin(slot); it != index_.valuestream_end(slot); ++it) {
        const auto number = arrays_.names.try_emplace(*it, static_cast<std::uint16_t>(arrays_.names.size())).first;
        arrays_.values[it.get_docid()].push_back(number->second);
      }
    }
  }

  Outcome search(const ListedQuery& listed) override {
    const double began = thread_cpu_us();
    Xapian::Enquire enquire(index_);
    enquire.set_query(query(listed));
    std::deque<Xapian::ValueCountMatchSpy> spies;
    ArraySpy array_spy(arrays_);
    if (arrays_wanted_) {
      enquire.add_matchspy(&array_spy);
    } else {
      for (Xapian::valueno slot = 0; slot < first_topic_slot + topic_slots; ++slot)
        enquire.add_matchspy(&spies.emplace_back(slot));
    }
    const Xapian::MSet found = enquire.get_mset(0, 10, index_.get_doccount());
    std::size_t read = 0;
    for (auto it = found.begin(); it != found.end(); ++it) read += it.get_document().get_data().size();
    for (const Xapian::ValueCountMatchSpy& spy : spies) {
      for (auto it = spy.values_begin(); it != spy.values_end(); ++it) read += it.get_termfreq();
    }
    read_ += read;
    return {thread_cpu_us() - began, found.get_matches_estimated()};
  }

 private:
  static Xapian::Query query(const ListedQuery& listed) {
    using Xapian::Query;
    const auto& terms = listed.terms;
    Query made;
    if (listed.type == "prefix")
      made = Query(Query::OP_WILDCARD, terms[0], 0, Query::WILDCARD_LIMIT_ERROR, Query::OP_SYNONYM);
    else if (listed.type == "phrase")
      made = Query(Query::OP_PHRASE, terms.begin(), terms.end(), static_cast<Xapian::termcount>(terms.size()));
    else
      made = Query(listed.type == "and" ? Query::OP_AND : Query::OP_OR, terms.begin(), terms.end());
    if (listed.kind.empty()) return made;
    return {Query::OP_FILTER, made, Query("XK" + listed.kind) & Query("XC" + listed.country)};
  }

  const Xapian::Database index_;
  const bool arrays_wanted_;
  Arrays arrays_;
  std::size_t read_ = 0;  // so that no reading is optimised away
};

}  // namespace

void index_xapian(const std::filesystem::path& records, const std::filesystem::path& folder) {
  Xapian::WritableDatabase index(folder.string(), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
  std::ifstream lines(records);
  for (std::string line; std::getline(lines, line);) {
    const auto record = nlohmann::json::parse(line);
    Xapian::Document document;
    Xapian::termpos position = 0;
    std::string title;
    for (const auto& [lang, text] : record.at("texts").items()) {
      const auto add = [&](const std::string& words) {
        each_word(words, [&](const std::string& word) { document.add_posting(word, ++position); });
        position += 100;
      };
      if (title.empty()) title = text.value("title", "");
      add(text.value("title", ""));
      add(text.value("summary", ""));
      add(text.value("body", ""));
    }
    const std::string kind = record.at("kind"), country = record.value("country", "");
    document.add_boolean_term("XK" + kind);
    document.add_boolean_term("XC" + country);
    document.add_value(kind_slot, kind);
    document.add_value(country_slot, country);
    Xapian::valueno slot = first_topic_slot;
    for (const std::string topic : record.value("topics", nlohmann::json::array())) {
      if (slot < first_topic_slot + topic_slots) document.add_value(slot++, topic);
    }
    document.set_data(record.at("id").get<std::string>() + "\n" + title);
    index.add_document(document);
  }
  index.commit();
}

std::unique_ptr<Rival> open_xapian(const std::filesystem::path& folder, bool arrays) {
  return std::make_unique<Stock>(folder, arrays);
}

}  // namespace pramen::benchmarks
