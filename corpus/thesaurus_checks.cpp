#include "corpus/thesaurus_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "corpus/characters.h"
#include "corpus/hierarchy.h"

namespace pramen::corpus {
namespace {

// A thesaurus woven to be slow: the rest of its related links is not compared with the hierarchy.
constexpr std::size_t most_steps = 50'000'000;
constexpr std::size_t most_named = 20;  // ids in one message

bool is_label(Property property) { return property <= Property::hidden; }

std::string_view property_name(Property property) { return local_name(iri_of(property)); }

class Checks {
 public:
  Checks(const ConceptDrafts& drafts, std::span<const std::string> languages, ThesaurusProblems& problems)
      : drafts_(drafts), languages_(languages), problems_(problems), hierarchy_(drafts) {}

  void run() {
    for (std::size_t i = 0; i < drafts_.concepts.size(); ++i) {
      check_labels(drafts_.concepts[i]);
      check_links(i);
      check_state(drafts_.concepts[i]);
    }
    check_scheme();
    check_ambiguous();
    check_rings();
    check_related();
    check_reached();
  }

 private:
  void check_labels(const DraftConcept& draft);
  void check_languages(const DraftConcept& draft);
  void check_links(std::size_t index);
  void check_other_end(std::size_t index, const DraftLink& link);
  void check_state(const DraftConcept& draft);
  void check_scheme();
  void check_ambiguous();
  void check_rings();
  void check_related();
  void check_reached();
  std::string name(std::size_t index) const { return std::string(drafts_.concepts[index].id); }

  const ConceptDrafts& drafts_;
  std::span<const std::string> languages_;
  ThesaurusProblems& problems_;
  Hierarchy hierarchy_;
};

void Checks::check_labels(const DraftConcept& draft) {
  std::set<std::string_view> preferred;
  std::map<std::pair<std::string_view, std::string_view>, Property> words;
  for (const DraftText& label : draft.texts) {
    if (!is_label(label.property)) continue;
    if (label.property == Property::preferred && !preferred.insert(label.language).second) {
      problems_.fault(label.at, "two-preferred-labels",
                      say("{} has two preferred labels in {}", draft.id, label.language),
                      say("make one of them an alternative label"));
    }
    const auto [first, fresh] = words.emplace(std::pair(label.language, label.text), label.property);
    if (!fresh && first->second != label.property) {
      problems_.fault(label.at, "label-twice",
                      say("{} is {} of {} and {} too", in_quotes(label.text), property_name(label.property), draft.id,
                          property_name(first->second)),
                      say("delete one of the two"));
    }
  }
  if (preferred.empty()) {
    problems_.fault(draft.at, "no-preferred-label", say("{} has no preferred label", draft.id),
                    say("add skos:prefLabel \"...\"@en"));
  } else if (!draft.deprecated) {
    check_languages(draft);
  }
}

void Checks::check_languages(const DraftConcept& draft) {
  std::vector<std::string_view> missing;
  for (const std::string& language : languages_) {
    const auto has = [&](const DraftText& text) {
      return text.property == Property::preferred && text.language == language;
    };
    if (std::ranges::none_of(draft.texts, has)) missing.push_back(language);
  }
  if (missing.empty()) return;
  problems_.warning(draft.at, "missing-language",
                    say("{} has no preferred label in {}", draft.id, fmt::join(missing, ", ")),
                    say("readers of these languages see another one"));
}

void Checks::check_links(std::size_t index) {
  for (const DraftLink& link : drafts_.concepts[index].links) {
    if (link.index == nowhere) {
      problems_.fault(link.at, "dangling-link", say("there is no concept <{}>", link.target),
                      say("mend the id, or delete it from the list"));
    } else if (link.index == index) {
      problems_.fault(link.at, "link-to-itself",
                      say("{} is said to be {} of itself", name(index), property_name(link.property)),
                      say("delete it from the list"));
    } else {
      check_other_end(index, link);
    }
  }
}

void Checks::check_other_end(std::size_t index, const DraftLink& link) {
  if (link.property == Property::replaced_by) return;
  const Property opposite = link.property == Property::broader    ? Property::narrower
                            : link.property == Property::narrower ? Property::broader
                                                                  : Property::related;
  const std::pair wanted(opposite, drafts_.concepts[index].iri);
  const auto key = [](const DraftLink& other) { return std::pair(other.property, other.target); };
  if (std::ranges::binary_search(drafts_.concepts[link.index].links, wanted, {}, key)) return;
  problems_.warning(link.at, "one-ended-link",
                    say("{} says {} {}, but {} does not say {} {}", name(index), property_name(link.property),
                        name(link.index), name(link.index), property_name(opposite), name(index)),
                    say("write the link in both blocks; it holds either way"));
}

void Checks::check_state(const DraftConcept& draft) {
  const bool replaced =
      std::ranges::find(draft.links, Property::replaced_by, &DraftLink::property) != draft.links.end();
  if (draft.deprecated && !replaced) {
    problems_.warning(draft.at, "deprecated-without-replacement",
                      say("{} is deprecated, but nothing says what took its place", draft.id),
                      say("add dcterms:isReplacedBy"));
  }
  if (!drafts_.scheme.empty() && !draft.in_scheme) {
    problems_.warning(draft.at, "no-scheme", say("{} is in no scheme", draft.id),
                      say("add skos:inScheme <{}>", drafts_.scheme));
  }
}

void Checks::check_scheme() {
  if (!drafts_.scheme.empty() || drafts_.concepts.empty()) return;
  problems_.warning({}, "no-scheme", say("there is no concept scheme"), say("add <https://...> a skos:ConceptScheme"));
}

// Hidden labels may be ambiguous: that is a reason to hide them.
void Checks::check_ambiguous() {
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> owners;
  for (std::size_t i = 0; i < drafts_.concepts.size(); ++i) {
    for (const DraftText& label : drafts_.concepts[i].texts) {
      if (label.property != Property::preferred && label.property != Property::alternative) continue;
      const std::size_t first = owners.emplace(std::pair(label.language, label.text), i).first->second;
      if (first == i) continue;
      problems_.warning(label.at, "ambiguous-label",
                        say("{} ({}) means {} and {}", in_quotes(label.text), label.language, name(first), name(i)),
                        say("leave it to the one that is meant more often, or make it a hidden label"));
    }
  }
}

void Checks::check_rings() {
  for (const auto& ring : hierarchy_.rings()) {
    std::string way;
    for (std::size_t i = 0; i < std::min(ring.size(), most_named); ++i) way += name(ring[i]) + " < ";
    if (ring.size() > most_named) way += fmt::format("... (+{}) < ", ring.size() - most_named);
    const DraftConcept& first = drafts_.concepts[ring.front()];
    const auto link = std::ranges::find_if(
        first.links, [&](const DraftLink& one) { return one.property == Property::broader && one.index == ring[1]; });
    problems_.fault(link == first.links.end() ? first.at : link->at, "broader-cycle",
                    say("{} stands above itself: {}{}", name(ring.front()), way, name(ring.front())),
                    say("delete one of these links"));
  }
}

// S27: related concepts never stand above or below each other.
void Checks::check_related() {
  std::vector<std::vector<const DraftLink*>> links(drafts_.concepts.size());
  std::vector<std::vector<std::size_t>> partners(drafts_.concepts.size());
  for (std::size_t i = 0; i < drafts_.concepts.size(); ++i) {
    for (const DraftLink& link : drafts_.concepts[i].links) {
      if (link.property != Property::related || link.index == nowhere || link.index == i) continue;
      for (const auto& [from, to] : {std::pair(i, link.index), std::pair(link.index, i)}) {
        links[from].push_back(&link);
        partners[from].push_back(to);
      }
    }
  }
  std::size_t steps = most_steps;
  std::set<std::pair<std::size_t, std::size_t>> reported;
  for (std::size_t i = 0; i < drafts_.concepts.size() && steps > 0; ++i) {
    if (links[i].empty()) continue;
    hierarchy_.look_up_from(i, &steps);
    for (std::size_t j = 0; j < links[i].size(); ++j) {
      const std::size_t partner = partners[i][j];
      if (!hierarchy_.is_above(partner) || !reported.insert(std::minmax(i, partner)).second) continue;
      problems_.fault(links[i][j]->at, "related-and-broader",
                      say("{} is related to {}, which stands above it", name(i), name(partner)),
                      say("related concepts never stand above or below each other; delete one of the two links"));
    }
  }
  if (steps == 0) {
    problems_.warning({}, "more-faults", say("the hierarchy is too tangled to compare all related links with it"));
  }
}

void Checks::check_reached() {
  std::vector<std::size_t> tops;
  for (std::size_t i = 0; i < drafts_.concepts.size(); ++i) {
    if (drafts_.concepts[i].top) tops.push_back(i);
  }
  if (tops.empty()) return;  // then those without broader are the top concepts
  const std::vector<bool> reached = hierarchy_.reached_from(tops);
  for (std::size_t i = 0; i < reached.size(); ++i) {
    if (reached[i] || drafts_.concepts[i].deprecated) continue;
    problems_.warning(drafts_.concepts[i].at, "unreachable-concept",
                      say("no way leads down to {} from a top concept", name(i)),
                      say("add skos:broader, or skos:topConceptOf"));
  }
}

}  // namespace

void check_thesaurus(const ConceptDrafts& drafts, std::span<const std::string> languages, ThesaurusProblems& problems) {
  Checks(drafts, languages, problems).run();
}

}  // namespace pramen::corpus
