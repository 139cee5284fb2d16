#include "server/description.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "server/frame.h"
#include "server/properties.h"
#include "server/role_statements.h"
#include "server/target.h"

namespace pramen::server {
namespace {

enum class Sort { term, organisation, work };

// How records of a kind are said: schema.org has another property for the same fact of a term, an organisation
// and a work, and sometimes none; Dublin Core's stand in there.
struct Manner {
  std::string_view kind, type;
  Sort sort;
  const Property &summary, &place, &topics, &mentions, &sources;
  const Property& web;   // the website that the record names
  const Property& page;  // the record's own page
};

constexpr std::array manners = {
    Manner{"definition", "DefinedTerm", Sort::term, property::description, property::spatial, property::subject,
           property::subject, property::subject_of, property::same_as, property::url},
    Manner{"organisation", "Organization", Sort::organisation, property::description, property::location,
           property::subject, property::knows_about, property::subject_of, property::url,
           property::main_entity_of_page},
    Manner{"case_study", "Article", Sort::work, property::abstract, property::spatial_coverage, property::about,
           property::mentions, property::citation, property::same_as, property::url},
    // Kinds of another schema.
    Manner{"", "CreativeWork", Sort::work, property::abstract, property::spatial_coverage, property::about,
           property::mentions, property::citation, property::same_as, property::url},
};

const Manner& manner_of(std::string_view kind) {
  for (const Manner& manner : manners) {
    if (manner.kind == kind) return manner;
  }
  return manners.back();
}

// Characters that may not stand in an IRI become %XX; others stay as they were written.
std::string as_iri(std::string_view address) {
  static constexpr std::string_view odd = "<>\"{}|^`\\";
  std::string iri;
  for (const char c : address) {
    const auto byte = static_cast<unsigned char>(c);
    const bool kept = byte > 0x20 && byte != 0x7F && odd.find(c) == odd.npos;
    kept ? iri += c : iri += fmt::format("%{:02X}", byte);
  }
  return iri;
}

class Describer {
 public:
  Describer(const query::Database& database, const corpus::Record& record, std::string_view origin,
            const std::vector<std::string_view>& languages)
      : database_(database),
        schema_(database.schema()),
        record_(record),
        origin_(origin),
        languages_(languages),
        manner_(manner_of(record.kind)) {}

  Thing describe() const {
    Thing thing{type(), site("/record/" + percent_encode(record_.id)), {}};
    add_texts(thing);
    add_identity(thing);
    if (manner_.sort == Sort::organisation)
      add_organisation(thing);
    else
      add_origin(thing);
    add_topics(thing);
    add_concepts(thing);
    add_sources(thing);
    add_roles(thing, database_, record_, origin_, languages_);
    add_related(thing);
    return thing;
  }

 private:
  using Labels = corpus::Labels;

  std::string site(const std::string& path) const { return origin_ + path; }

  static void say(Thing& thing, const Property& property, std::string text, std::string_view lang = {}) {
    if (!text.empty()) thing.statements.push_back({&property, Words{std::move(text), std::string(lang)}});
  }
  static void say_address(Thing& thing, const Property& property, std::string iri) {
    thing.statements.push_back({&property, Address{std::move(iri)}});
  }
  static void say_thing(Thing& thing, const Property& property, Thing value) {
    if (!value.statements.empty()) thing.statements.push_back({&property, std::move(value)});
  }

  // The label in each of the languages, else the one a reader would be shown.
  void say_label(Thing& thing, const Property& property, const Labels& labels, std::string_view key) const {
    bool said = false;
    for (const std::string_view lang : languages_) {
      const auto label = labels.find(lang);
      if (label == labels.end()) continue;
      say(thing, property, label->second, lang);
      said = true;
    }
    if (!said) say(thing, property, std::string(corpus::label_in(labels, "en", key)));
  }

  template <typename Type>
  const Type* fact(std::string_view name) const {
    const corpus::Value* value = record_.fact(name);
    return value == nullptr ? nullptr : std::get_if<Type>(value);
  }

  // Values of a field with a vocabulary, one or many; those that the vocabulary does not know are left out.
  std::vector<const corpus::VocabularyValue*> values(std::string_view field_name) const {
    std::vector<const corpus::VocabularyValue*> found;
    const corpus::Field* field = schema_.field(field_name);
    const auto* vocabulary = field == nullptr ? nullptr : schema_.vocabulary(field->vocabulary);
    if (vocabulary == nullptr) return found;
    std::vector<std::string> keys;
    if (const auto* key = fact<std::string>(field_name)) keys = {*key};
    if (const auto* list = fact<std::vector<std::string>>(field_name)) keys = *list;
    for (const std::string& key : keys) {
      if (const auto* value = vocabulary->find(key)) found.push_back(value);
    }
    return found;
  }

  std::string_view type() const {
    const auto* org_type = fact<std::string>("org_type");
    return manner_.sort == Sort::organisation && org_type != nullptr && *org_type == "ngo" ? "NGO" : manner_.type;
  }

  const corpus::Text& text_in(std::string_view lang) const { return record_.texts.find(lang)->second; }

  void add_texts(Thing& thing) const {
    for (const std::string_view lang : languages_) say(thing, property::name, text_in(lang).title, lang);
    if (manner_.type == "Article")
      for (const std::string_view lang : languages_) say(thing, property::headline, text_in(lang).title, lang);
    for (const std::string_view lang : languages_)
      for (const std::string& name : text_in(lang).alternative) say(thing, property::alternate_name, name, lang);
    for (const std::string_view lang : languages_) say(thing, manner_.summary, text_in(lang).summary, lang);
    if (const auto* term = fact<std::string>("term")) {
      if (!is_name(*term)) say(thing, property::alternate_name, *term);
    }
    if (manner_.sort == Sort::organisation) return;
    for (const std::string_view lang : languages_) say(thing, property::in_language, std::string(lang));
  }

  bool is_name(std::string_view term) const {
    for (const std::string_view lang : languages_) {
      const corpus::Text& text = text_in(lang);
      if (text.title == term || std::ranges::find(text.alternative, term) != text.alternative.end()) return true;
    }
    return false;
  }

  void add_identity(Thing& thing) const {
    if (manner_.sort == Sort::term) {
      say(thing, property::term_code, record_.id);
      say_thing(thing, property::in_defined_term_set, set_of_kind());
    } else {
      say(thing, property::identifier, record_.id);
    }
    say_address(thing, manner_.page, thing.iri);
    if (const auto* web = fact<std::string>("web")) say_address(thing, manner_.web, as_iri(*web));
    if (manner_.sort == Sort::work) say_thing(thing, property::is_part_of, website());
    say_thing(thing, manner_.place, place());
  }

  // All definitions here together, at the address that lists them.
  Thing set_of_kind() const {
    Thing set{"DefinedTermSet", site("/?kind=" + percent_encode(record_.kind)), {}};
    const corpus::Kind* kind = schema_.kind(record_.kind);
    if (kind != nullptr) say_label(set, property::name, kind->plural, record_.kind);
    return set;
  }

  Thing website() const {
    Thing site_itself{"WebSite", site("/"), {}};
    say(site_itself, property::name, std::string(site_name));
    return site_itself;
  }

  void add_organisation(Thing& thing) const {
    say_thing(thing, property::address, address());
    for (const auto* value : values("org_type")) say_label(thing, property::type, value->labels, value->key);
  }

  // Countries are keys of two letters, as ISO 3166-1 has them; the Union is none.
  const std::string* country() const {
    const auto* key = fact<std::string>("country");
    return key != nullptr && key->size() == 2 ? key : nullptr;
  }

  Thing address() const {
    Thing address{"PostalAddress", {}, {}};
    if (const auto* city = fact<std::string>("city")) say(address, property::address_locality, *city);
    const std::string* key = country();
    if (key != nullptr && *key != "eu") {
      std::string code;
      for (const char c : *key) code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      say(address, property::address_country, code);
    }
    return address;
  }

  Thing place() const {
    Thing place{"Place", {}, {}};
    const bool of_organisation = manner_.sort == Sort::organisation;
    if (country() != nullptr && !of_organisation) {
      for (const auto* value : values("country")) say_label(place, property::name, value->labels, value->key);
    }
    if (!of_organisation) say_thing(place, property::address, address());
    const auto* lat = fact<double>("lat");
    const auto* lon = fact<double>("lon");
    if (lat != nullptr && lon != nullptr) {
      Thing point{"GeoCoordinates", {}, {}};
      point.statements.push_back({&property::latitude, *lat});
      point.statements.push_back({&property::longitude, *lon});
      say_thing(place, property::geo, std::move(point));
    }
    return place;
  }

  // Who gave a definition, and years. That of a practice is when it began or what its sources state, or the year of an
  // award, which says nothing of either; that of a definition is when it was given.
  void add_origin(Thing& thing) const {
    if (const auto* issuer = fact<std::string>("issuer")) {
      const auto* version = fact<std::string>("version");
      say(thing, property::bibliographic_citation, version == nullptr ? *issuer : *issuer + ", " + *version);
    }
    for (const auto* value : values("legal_status")) say_label(thing, property::type, value->labels, value->key);
    const auto* year = fact<std::int64_t>("year");
    if (year == nullptr) return;
    const auto* basis = fact<std::string>("year_basis");
    if (manner_.sort == Sort::term)
      say(thing, property::date, std::to_string(*year));
    else if (basis != nullptr && *basis == "start-or-stated")
      say(thing, property::temporal_coverage, std::to_string(*year));
  }

  void add_topics(Thing& thing) const {
    for (const auto* value : values("topics")) {
      if (manner_.sort != Sort::term) say_label(thing, property::keywords, value->labels, value->key);
      Thing topic{"DefinedTerm", site("/?topics=" + percent_encode(value->key)), {}};
      say_label(topic, property::name, value->labels, value->key);
      say(topic, property::term_code, value->key);
      say_thing(thing, manner_.topics, std::move(topic));
    }
    if (manner_.sort != Sort::work) return;
    for (const auto* value : values("target_groups")) {
      Thing audience{"Audience", {}, {}};
      say_label(audience, property::audience_type, value->labels, value->key);
      say_thing(thing, property::audience, std::move(audience));
    }
  }

  // Of the thesaurus, as the texts name them; those that are said most.
  void add_concepts(Thing& thing) const {
    for (const query::RecordConcept& one : database_.concepts_of(record_.id, languages_.front())) {
      const corpus::Concept* found = database_.thesaurus().find(one.id);
      if (found == nullptr) continue;
      Thing named{"DefinedTerm", found->iri, {}};
      say_label(named, property::name, found->preferred, one.id);
      say(named, property::term_code, one.id);
      say_address(named, property::url, site("/concept/" + percent_encode(one.id)));
      say_thing(thing, manner_.mentions, std::move(named));
    }
  }

  void add_sources(Thing& thing) const {
    const auto* sources = fact<std::vector<corpus::Source>>("sources");
    if (sources == nullptr) return;
    for (const corpus::Source& source : *sources) {
      Thing work{"CreativeWork", {}, {}};
      say(work, property::name, source.title);
      if (!source.url.empty()) say_address(work, property::url, as_iri(source.url));
      Thing publisher{"Organization", {}, {}};
      say(publisher, property::name, source.publisher);
      say_thing(work, property::publisher, std::move(publisher));
      if (source.year) say(work, property::date_published, fmt::format("{:04}", *source.year));
      say_thing(thing, manner_.sources, std::move(work));
    }
  }

  void add_related(Thing& thing) const {
    const auto ids = corpus::related_ids(schema_, record_);
    const auto titles = database_.titles(ids, languages_.front());
    for (std::size_t i = 0; i < ids.size(); ++i) {
      // A title is missing when the record was left out of this edition.
      if (!titles[i].empty()) say_address(thing, property::relation, site("/record/" + percent_encode(ids[i])));
    }
  }

  const query::Database& database_;
  const corpus::Schema& schema_;
  const corpus::Record& record_;
  const std::string origin_;
  const std::vector<std::string_view>& languages_;
  const Manner& manner_;
};

}  // namespace

Thing describe(const query::Database& database, const corpus::Record& record, std::string_view origin,
               const std::vector<std::string_view>& languages) {
  return Describer(database, record, origin, languages).describe();
}

std::vector<std::string> topic_names(const corpus::Schema& schema, const corpus::Record& record,
                                     std::string_view lang) {
  std::vector<std::string> names;
  const auto* vocabulary = schema.values_of("topics");
  const auto* keys = record.fact_as<std::vector<std::string>>("topics");
  if (vocabulary == nullptr || keys == nullptr) return names;
  for (const std::string& key : *keys) {
    if (const auto* value = vocabulary->find(key)) names.emplace_back(corpus::label_in(value->labels, lang, key));
  }
  return names;
}

}  // namespace pramen::server
