#include "cli/report/links.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>
#include <variant>

#include "cli/report/addresses.h"
#include "cli/report/link_cache.h"
#include "cli/report/link_places.h"
#include "corpus/field_values.h"
#include "corpus/markdown_addresses.h"

namespace pramen::report {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t day_s = 24 * 60 * 60;
constexpr auto save_every = std::chrono::seconds(30);

// What a concept says of where it comes from. Concepts elsewhere are names, not pages.
constexpr std::array<std::string_view, 6> source_properties = {"http://purl.org/dc/terms/source",
                                                               "http://purl.org/dc/elements/1.1/source",
                                                               "http://www.w3.org/2000/01/rdf-schema#seeAlso",
                                                               "http://xmlns.com/foaf/0.1/page",
                                                               "http://schema.org/url",
                                                               "https://schema.org/url"};

using Places = std::map<std::string, std::vector<LinkPlace>>;  // by the address as it is written

// Addresses in facts: of pages and of sources.
std::vector<std::string> addresses_of(const corpus::Record& record) {
  std::vector<std::string> addresses;
  for (const auto& [field, value] : record.facts) {
    if (const auto* text = std::get_if<std::string>(&value)) addresses.push_back(*text);
  }
  for (const corpus::Source* source : sources_of(record)) addresses.push_back(source->url);
  std::erase_if(addresses, [](const std::string& one) { return !corpus::is_web_address(one); });
  return addresses;
}

// What one record names in one file, and where each is as far as the reader told.
struct Named {
  NamedThere there;
  std::vector<std::uint32_t> lines;
  std::vector<bool> found;

  // The same address comes again right after itself, if at all.
  void add(const std::string& written, std::uint32_t line) {
    there.line = there.line == 0 ? line : std::min(there.line, line);
    if (!there.addresses.empty() && there.addresses.back() == written) return;
    there.addresses.push_back(written);
    lines.push_back(line);
    found.push_back(false);
  }
};

// Of all records of a file: where its addresses stand, or where the record is, for what stands in a document, in a cell
// or under an escape.
void add_places(const Catalogue& catalogue, const std::string& file, std::map<Number, Named>& records, Places& places) {
  std::vector<std::pair<Number, Named*>> order;
  for (auto& [number, named] : records) order.emplace_back(number, &named);
  std::ranges::stable_sort(order, {}, [](const auto& one) { return one.second->there.line; });
  std::vector<NamedThere> there;
  for (const auto& [number, named] : order) there.push_back(named->there);
  const auto add = [&](std::size_t record, std::size_t address, corpus::Place place) {
    places[there[record].addresses[address]].push_back(
        {.where = {.file = file, .line = place.line, .column = place.column},
         .record = catalogue[order[record].first].id});
  };
  find_places(file, there, [&](std::size_t record, std::size_t address, corpus::Place place) {
    order[record].second->found[address] = true;
    add(record, address, place);
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Named& named = *order[i].second;
    for (std::size_t address = 0; address < named.found.size(); ++address) {
      if (!named.found[address]) add(i, address, {.line = named.lines[address], .column = 1});
    }
  }
}

// A thesaurus and its synonyms, at the top of a corpus folder.
std::vector<std::string> thesaurus_files(const fs::path& corpus) {
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(corpus, error)) {
    const std::string stem = entry.path().stem().string();
    if ((stem == "thesaurus" || stem == "synonyms") && entry.is_regular_file(error))
      files.push_back(entry.path().string());
  }
  std::ranges::sort(files);
  return files;
}

void sort_places(std::vector<LinkPlace>& places) {
  const auto key = [](const LinkPlace& place) {
    return std::tie(place.where.file, place.where.line, place.where.column, place.record);
  };
  std::ranges::sort(places, {}, key);
  const auto doubled = std::ranges::unique(places, [&](const auto& a, const auto& b) { return key(a) == key(b); });
  places.erase(doubled.begin(), doubled.end());
}

// What is written differently and asked in the same way is one.
std::vector<Link> links_of(Places&& places) {
  std::map<std::string, Link> links;
  for (auto& [written, where] : places) {
    const auto asked = asked_address(written);
    Link& link = links[asked.value_or(written)];
    if (!asked) link.answer = link_answer(LinkReason::bad_address);
    std::ranges::move(where, std::back_inserter(link.places));
  }
  std::vector<Link> list;
  for (auto& [address, link] : links) {
    link.address = address;
    link.host = host_of(address);
    sort_places(link.places);
    list.push_back(std::move(link));
  }
  std::ranges::stable_sort(list, {}, &Link::host);
  return list;
}

std::size_t hosts_of(const std::vector<Link>& list) {
  std::set<std::string_view> hosts;
  for (const Link& link : list) hosts.insert(link.host);
  return hosts.size();
}

// Enough to be said without asking again.
bool is_believed(const LinkAnswer& answer, const LinkOptions& options, std::int64_t now) {
  if (options.offline) return true;
  const bool there = answer.outcome == LinkOutcome::alive || answer.outcome == LinkOutcome::moved;
  return now - answer.asked < (there ? options.believed_days : 1) * day_s;
}

// What is known already is filled in; the rest is to be asked.
std::vector<std::string> open_questions(Links& links, const LinkCache& cache, const LinkOptions& options) {
  std::vector<std::string> open;
  for (Link& link : links.list) {
    if (link.answer.reason == LinkReason::bad_address) continue;
    const LinkAnswer* known = cache.find(link.address);
    if (known != nullptr && is_believed(*known, options, seconds_now())) {
      link.answer = *known;
    } else {
      open.push_back(link.address);
    }
  }
  return open;
}

// Answers as they come, and into the cache. Where several hosts were silent and none said anything, it is rather our
// own network that is closed (a service that may not call out, a cable); silence counts once somebody has spoken.
class Learnt {
 public:
  explicit Learnt(LinkCache& cache) : cache_(cache) {}

  void add(const std::string& address, LinkAnswer&& answer) {
    answer.asked = seconds_now();
    somebody_spoke_ = somebody_spoke_ || answer.status != 0;
    if (answer.reason == LinkReason::timed_out) {
      silent_.push_back(address);
    } else {
      cache_.put(address, answer);
    }
    answers_[address] = std::move(answer);
  }
  void finish() {
    std::set<std::string> hosts;
    for (const std::string& address : silent_) hosts.insert(host_of(address));
    const bool closed = !somebody_spoke_ && hosts.size() >= silent_hosts;
    for (const std::string& address : silent_) {
      LinkAnswer& answer = answers_[address];
      if (closed) {
        answer.reason = LinkReason::unreachable;
        answer.outcome = LinkOutcome::unclear;
      }
      cache_.put(address, answer);
    }
  }
  const std::map<std::string, LinkAnswer>& answers() const { return answers_; }

 private:
  static constexpr std::size_t silent_hosts = 3;

  LinkCache& cache_;
  std::map<std::string, LinkAnswer> answers_;
  std::vector<std::string> silent_;
  bool somebody_spoke_ = false;
};

}  // namespace

std::size_t Links::count(LinkOutcome outcome) const { return with(outcome).size(); }

std::vector<const Link*> Links::with(LinkOutcome outcome) const {
  std::vector<const Link*> some;
  for (const Link& link : list) {
    if (link.answer.outcome == outcome) some.push_back(&link);
  }
  return some;
}

void LinksReader::add(Number number, Catalogue& catalogue, const corpus::Record& record,
                      const corpus::RecordPlaces& places) {
  for (const std::string& address : addresses_of(record)) {
    const corpus::Position where = catalogue.where(number);
    mention(address, {number, catalogue.file_number(where.file), static_cast<std::uint32_t>(where.line)});
  }
  for (const auto& [lang, text] : record.texts) {
    const corpus::TextPlaces& stands = places.at(lang);
    for (const std::string& address : corpus::markdown_addresses(text.body))
      mention(address, {number, catalogue.file_number(stands.file), stands.body.line});
  }
}

void LinksReader::add(const corpus::Thesaurus& thesaurus, const fs::path& corpus) {
  const std::vector<std::string> files = thesaurus_files(corpus);
  if (files.empty()) return;
  std::set<std::string> addresses;
  for (const corpus::Statement& statement : thesaurus.statements()) {
    if (std::ranges::find(source_properties, statement.predicate) != source_properties.end() &&
        corpus::is_web_address(statement.object))
      addresses.insert(statement.object);
  }
  const std::vector<NamedThere> named = {{.line = 1, .addresses = {addresses.begin(), addresses.end()}}};
  for (const std::string& file : files) {
    find_places(file, named, [&](std::size_t, std::size_t address, corpus::Place place) {
      in_thesaurus_[named.front().addresses[address]].push_back(
          {.where = {.file = file, .line = place.line, .column = place.column}, .record = {}});
    });
  }
  for (const std::string& address : addresses) {
    if (!in_thesaurus_.contains(address))
      in_thesaurus_[address].push_back({.where = {.file = files.front(), .line = 1, .column = 1}, .record = {}});
  }
}

Links LinksReader::finish(const Catalogue& catalogue) const {
  std::map<std::uint32_t, std::map<Number, Named>> files;
  for (const auto& [written, mentions] : mentions_) {
    for (const Mention& one : mentions) {
      if (!catalogue[one.record].withdrawn) files[one.file][one.record].add(written, one.line);
    }
  }
  Places places = in_thesaurus_;
  for (auto& [file, records] : files) add_places(catalogue, catalogue.file(file), records, places);
  Links links{.list = links_of(std::move(places))};
  links.hosts = hosts_of(links.list);
  return links;
}

bool find_answers(Links& links, const LinkOptions& options, const LinkWatcher& watcher) {
  LinkCache cache(options.cache, watcher.remark);
  const std::vector<std::string> open = open_questions(links, cache, options);
  if (options.offline || open.empty()) return true;
  Learnt learnt(cache);
  auto saved = std::chrono::steady_clock::now();
  const bool whole = ask_links(
      open, options.manners,
      [&](const std::string& address, LinkAnswer&& answer) { learnt.add(address, std::move(answer)); },
      [&] {
        if (const auto now = std::chrono::steady_clock::now(); now - saved > save_every) {
          cache.save();
          saved = now;
        }
        return watcher.go_on(static_cast<double>(learnt.answers().size()) / static_cast<double>(open.size()));
      });
  learnt.finish();
  cache.save();
  links.asked = learnt.answers().size();
  for (Link& link : links.list) {
    if (const auto answer = learnt.answers().find(link.address); answer != learnt.answers().end())
      link.answer = answer->second;
  }
  return whole;
}

}  // namespace pramen::report
