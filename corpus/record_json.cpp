// The same object that the readers take, so that what goes out can come in again.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "corpus/record.h"

namespace pramen::corpus {
namespace {

using Json = nlohmann::ordered_json;

Json source_json(const Source& source) {
  Json json = Json::object();
  if (!source.title.empty()) json["title"] = source.title;
  if (!source.url.empty()) json["url"] = source.url;
  if (!source.publisher.empty()) json["publisher"] = source.publisher;
  if (source.year) json["year"] = *source.year;
  return json;
}

struct ValueJson {
  Json operator()(const std::vector<Source>& sources) const {
    Json list = Json::array();
    for (const auto& source : sources) list.push_back(source_json(source));
    return list;
  }
  template <typename Plain>
  Json operator()(const Plain& value) const {
    return value;
  }
};

Json attachment_json(const Attachment& attachment) {
  Json json = {{"file", attachment.file}};
  if (!attachment.title.empty()) json["title"] = attachment.title;
  if (attachment.pages > 0) json["pages"] = attachment.pages;
  if (!attachment.text_hash.empty()) json["text_hash"] = attachment.text_hash;
  return json;
}

Json text_json(const Text& text) {
  Json json = {{"title", text.title}};
  if (!text.alternative.empty()) json["alternative"] = text.alternative;
  if (!text.summary.empty()) json["summary"] = text.summary;
  if (!text.body.empty())
    json["body"] = text.body;
  else if (!text.body_file.empty())
    json["body_file"] = text.body_file;
  for (const Attachment& attachment : text.attachments) json["attachments"].push_back(attachment_json(attachment));
  if (!text.translation_of.empty()) json["translation_of"] = text.translation_of;
  if (text.stale) json["stale"] = true;
  return json;
}

Attachment attachment_of(const Json& json) {
  Attachment attachment;
  attachment.file = json.at("file").get<std::string>();
  attachment.title = json.value("title", std::string());
  attachment.pages = json.value("pages", std::int64_t{0});
  attachment.text_hash = json.value("text_hash", std::string());
  return attachment;
}

Text text_of(const Json& json) {
  Text text;
  text.title = json.at("title").get<std::string>();
  text.summary = json.value("summary", std::string());
  text.body = json.value("body", std::string());
  text.body_file = json.value("body_file", std::string());
  if (const auto attachments = json.find("attachments"); attachments != json.end())
    for (const Json& one : *attachments) text.attachments.push_back(attachment_of(one));
  text.alternative = json.value("alternative", std::vector<std::string>());
  text.translation_of = json.value("translation_of", std::string());
  text.stale = json.value("stale", false);
  return text;
}

Value sources_of(const Json& json) {
  std::vector<Source> sources;
  for (const auto& item : json) {
    Source source{.title = item.value("title", std::string()),
                  .url = item.value("url", std::string()),
                  .publisher = item.value("publisher", std::string()),
                  .year = std::nullopt};
    if (item.contains("year")) source.year = item.at("year").get<std::int64_t>();
    sources.push_back(std::move(source));
  }
  return sources;
}

Value value_of(const Field& field, const Json& json) {
  switch (field.type) {
    case FieldType::string:
    case FieldType::value:
    case FieldType::url: return json.get<std::string>();
    case FieldType::values:
    case FieldType::records: return json.get<std::vector<std::string>>();
    case FieldType::integer: return json.get<std::int64_t>();
    case FieldType::number: return json.get<double>();
    case FieldType::sources: return sources_of(json);
  }
  return std::string();
}

Record record_of(const Schema& schema, const Json& json) {
  Record record;
  for (const auto& [key, value] : json.items()) {
    if (key == "id") {
      record.id = value.get<std::string>();
    } else if (key == "kind") {
      record.kind = value.get<std::string>();
    } else if (key == "original") {
      record.original = value.get<std::string>();
    } else if (key == "texts") {
      for (const auto& [language, text] : value.items()) record.texts.emplace(language, text_of(text));
    } else if (const Field* field = schema.field(key)) {
      record.facts.emplace(key, value_of(*field, value));
    } else {
      throw std::runtime_error(fmt::format("the stored record has a field '{}' that the schema does not know", key));
    }
  }
  return record;
}

}  // namespace

std::string to_json(const Record& record) {
  Json json = {{"id", record.id}, {"kind", record.kind}, {"original", record.original}};
  for (const auto& [name, value] : record.facts) json[name] = std::visit(ValueJson{}, value);
  Json texts = Json::object();
  for (const auto& [language, text] : record.texts) texts[language] = text_json(text);
  json["texts"] = std::move(texts);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Record from_json(const Schema& schema, std::string_view json) {
  try {
    return record_of(schema, Json::parse(json));
  } catch (const Json::exception& failure) {
    throw std::runtime_error(fmt::format("a stored record cannot be read: {}", failure.what()));
  }
}

}  // namespace pramen::corpus
