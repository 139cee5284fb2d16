#include "corpus/xlsx_rows.h"

#include <fmt/format.h>

#include "corpus/characters.h"
#include "corpus/office_parts.h"

namespace pramen::corpus {
namespace {

constexpr std::uint32_t most_columns = 16384;  // Excel's own limit

// Of an <si> or <is>: its <t>, or those of its runs; how it is pronounced (<rPh>) is left out.
std::string text_of(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node& part : node.children()) {
    if (local_name(part) == "t") text += part.text().get();
    if (local_name(part) == "r") text += child(part, "t").text().get();
  }
  return text;
}

// "BC12" -> 55; 0 if it is no reference.
std::uint32_t column_of(std::string_view reference) {
  std::uint32_t column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::uint32_t>(c - 'A' + 1);
    if (column > most_columns) return 0;
  }
  return column;
}

void fill_up(std::vector<Cell>& cells, std::size_t width, std::uint32_t line) {
  while (cells.size() < width) cells.push_back({{}, {line, static_cast<std::uint32_t>(cells.size()) + 1}, false});
}

// 2015 as Excel writes it is "2015"; some programs write "2015.0".
std::string number_text(std::string text) {
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

}  // namespace

struct XlsxRows::Workbook {
  pugi::xml_document xml;  // of the sheet
  std::vector<std::string> texts;
  pugi::xml_node row;  // the next
  std::uint32_t line = 0;
  std::uint64_t seen = 0, rows = 0;
  std::size_t width = 0;  // cells of the first row

  void open(const std::filesystem::path& file, const std::string& sheet, Findings& findings);

  std::string value(const pugi::xml_node& cell, Sentence& fault) const {
    const std::string_view type = cell.attribute("t").value();
    if (type == "inlineStr") return text_of(child(cell, "is"));
    const std::string text = child(cell, "v").text().get();
    if (type == "s") {
      const auto number = static_cast<std::size_t>(child(cell, "v").text().as_uint());
      if (number < texts.size()) return texts[number];
      fault = say("the cell names a text that the workbook does not have");
      return {};
    }
    if (type == "e") fault = say("the cell holds the error {}", in_quotes(text));
    return type.empty() || type == "n" ? number_text(text) : text;
  }
};

void XlsxRows::Workbook::open(const std::filesystem::path& file, const std::string& sheet, Findings& findings) {
  const auto broken = [&](const Sentence& why, const Sentence& hint = say("save it again as Excel workbook (.xlsx)")) {
    findings.fault({}, "broken-xlsx", say("the workbook cannot be read: {}", why), hint);
  };
  const OfficeParts parts(file, max_sheet_bytes);
  if (!parts.opened()) return broken(say("it is no .xlsx archive"));
  pugi::xml_document book, relations, shared;
  Sentence why;
  if (!parts.read("xl/workbook.xml", book, why) || !parts.read("xl/_rels/workbook.xml.rels", relations, why) ||
      !parts.read("xl/sharedStrings.xml", shared, why, true))
    return broken(why);
  std::vector<std::string> names;
  std::string id;
  for (const pugi::xml_node& one : child(book.document_element(), "sheets").children()) {
    names.emplace_back(one.attribute("name").value());
    if (id.empty() && (sheet.empty() || names.back() == sheet)) id = one.attribute("r:id").value();
  }
  if (id.empty())
    return broken(sheet.empty() ? say("it has no sheet") : say("it has no sheet {}", in_quotes(sheet)),
                  say("its sheets: {}", fmt::join(names, ", ")));
  std::string target;
  for (const pugi::xml_node& one : relations.document_element().children())
    if (one.attribute("Id").value() == id) target = one.attribute("Target").value();
  target = target.starts_with('/') ? target.substr(1) : "xl/" + target;
  if (!parts.read(target, xml, why)) return broken(why);
  for (const pugi::xml_node& one : shared.document_element().children())
    if (local_name(one) == "si") texts.push_back(text_of(one));
  const pugi::xml_node data = child(xml.document_element(), "sheetData");
  rows = static_cast<std::uint64_t>(std::distance(data.begin(), data.end()));
  row = data.first_child();
}

XlsxRows::XlsxRows(const std::filesystem::path& file, const std::string& sheet, Findings& findings)
    : workbook_(std::make_unique<Workbook>()) {
  workbook_->open(file, sheet, findings);
}

XlsxRows::~XlsxRows() = default;

double XlsxRows::share_done() const {
  return workbook_->rows == 0 ? 1 : static_cast<double>(workbook_->seen) / static_cast<double>(workbook_->rows);
}

CsvRows::Result XlsxRows::next(std::vector<Cell>& cells, Findings& findings) {
  for (; workbook_->row; workbook_->row = workbook_->row.next_sibling()) {
    if (local_name(workbook_->row) != "row") continue;
    cells.clear();
    ++workbook_->seen;
    const std::uint32_t line = workbook_->row.attribute("r").as_uint(workbook_->line + 1);
    workbook_->line = line;
    bool any = false;
    for (const pugi::xml_node& one : workbook_->row.children()) {
      if (local_name(one) != "c") continue;
      std::uint32_t column = column_of(one.attribute("r").value());
      if (column == 0) column = static_cast<std::uint32_t>(cells.size()) + 1;
      if (column > most_columns) break;
      Sentence fault;
      std::string text = workbook_->value(one, fault);
      const Place at{line, column};
      if (!fault.empty()) findings.fault(at, "broken-xlsx", fault, say("mend the cell in Excel and save it again"));
      if (text.empty()) continue;
      if (!check_characters(text, at, findings)) continue;
      fill_up(cells, column, line);
      cells[column - 1].text = std::move(text);
      cells[column - 1].inexact = true;
      any = any || !is_blank(cells[column - 1].text);
    }
    if (!any && !findings.faulty()) continue;
    if (workbook_->width == 0) workbook_->width = cells.size();
    fill_up(cells, workbook_->width, line);
    workbook_->row = workbook_->row.next_sibling();
    return findings.faulty() ? CsvRows::Result::faulty : CsvRows::Result::row;
  }
  return CsvRows::Result::end;
}

}  // namespace pramen::corpus
