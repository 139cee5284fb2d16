#include "server/role_statements.h"

#include <algorithm>
#include <utility>

#include "server/properties.h"
#include "server/roles.h"
#include "server/target.h"

namespace pramen::server {
namespace {

// Whose property says a role: of the record itself, or of the project that it tells of.
enum class Of { record, project };

struct RoleProperty {
  std::string_view role, kind;
  Of of;
  const Property& property;
};

// Only where the property's domain holds the kind of thing that the record is described as.
constexpr RoleProperty role_properties[] = {
    {"run_by", "case_study", Of::project, property::member},
    {"partners", "case_study", Of::project, property::member},
    {"funded_by", "case_study", Of::project, property::funder},
    {"awarded_by", "case_study", Of::project, property::award},
    {"part_of", "organisation", Of::record, property::member_of},
    {"parts", "organisation", Of::record, property::member},
    {"issued_by", "definition", Of::record, property::issuing},
    {"replaces", "definition", Of::record, property::replaces},
    {"replaced_by", "definition", Of::record, property::is_replaced_by},
};

class RoleStatements {
 public:
  RoleStatements(const corpus::Schema& schema, const corpus::Record& record, std::string_view origin,
                 const std::vector<std::string_view>& languages)
      : schema_(schema), record_(record), origin_(origin), languages_(languages) {
    project_.iri = address_of(record) + "#project";
    add_names(project_, record);
  }

  void add(Thing& thing, const corpus::Record& other) {
    for (const Role& role : roles_between(schema_, record_, other)) {
      for (const RoleProperty& row : role_properties) {
        if (row.role != role.name || row.kind != record_.kind) continue;
        Thing& subject = row.of == Of::project ? project_ : thing;
        say(subject, row.property, role, other);
        told_of_project_ |= row.of == Of::project;
      }
    }
  }

  void finish(Thing& thing) {
    if (told_of_project_) thing.statements.push_back({&property::about, std::move(project_)});
  }

 private:
  std::string address_of(const corpus::Record& record) const {
    return origin_ + "/record/" + percent_encode(record.id);
  }

  static void add_words(Thing& thing, const Property& property, std::string text, std::string_view lang) {
    thing.statements.push_back({&property, Words{std::move(text), std::string(lang)}});
  }

  // In each of the languages that the other record is written in, else in its own.
  void add_names(Thing& thing, const corpus::Record& record) const {
    for (const std::string_view lang : languages_) {
      const auto text = record.texts.find(lang);
      if (text != record.texts.end()) add_words(thing, property::name, text->second.title, lang);
    }
    if (thing.statements.empty()) add_words(thing, property::name, record.text_in({}).title, record.original);
  }

  void say(Thing& subject, const Property& property, const Role& role, const corpus::Record& other) const {
    if (&property == &property::award) {
      say_award(subject, role, other);
    } else if (property.range == Range::address) {
      subject.statements.push_back({&property, Address{address_of(other)}});
    } else {
      Thing organisation{"Organization", address_of(other), {}};
      add_names(organisation, other);
      if (&property == &property::member && record_.kind == "case_study") {
        organisation = with_role_name(std::move(organisation), role);
      }
      subject.statements.push_back({&property, std::move(organisation)});
    }
  }

  // An award is text; its own name is in no field, so the text says who gave it.
  void say_award(Thing& subject, const Role& role, const corpus::Record& other) const {
    for (const std::string_view lang : languages_)
      add_words(subject, property::award,
                std::string(corpus::label_in(*role.labels, lang, role.name)) + ": " + other.text_in(lang).title, lang);
  }

  // Those who run a project and its partners are all its members; the role between says which.
  Thing with_role_name(Thing organisation, const Role& role) const {
    Thing between{"OrganizationRole", {}, {}};
    for (const std::string_view lang : languages_)
      add_words(between, property::role_name, std::string(corpus::label_in(*role.labels, lang, role.name)), lang);
    between.statements.push_back({&property::member, std::move(organisation)});
    return between;
  }

  const corpus::Schema& schema_;
  const corpus::Record& record_;
  const std::string origin_;
  const std::vector<std::string_view>& languages_;
  Thing project_{"Project", {}, {}};
  bool told_of_project_ = false;
};

}  // namespace

void add_roles(Thing& thing, const query::Database& database, const corpus::Record& record, std::string_view origin,
               const std::vector<std::string_view>& languages) {
  RoleStatements statements(database.schema(), record, origin, languages);
  for (const std::string& id : corpus::related_ids(database.schema(), record)) {
    if (const auto other = database.record(id)) statements.add(thing, *other);
  }
  statements.finish(thing);
}

}  // namespace pramen::server
