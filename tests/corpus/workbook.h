// An Excel workbook for a test, as a program writes it: cells as XML of our own choosing.
#pragma once

#include <zip.h>

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>

namespace pramen::corpus {

// `parts`: name in the archive -> bytes.
inline std::filesystem::path write_zip(const std::filesystem::path& file,
                                       const std::map<std::string, std::string>& parts) {
  zip_t* archive = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  for (const auto& [name, bytes] : parts) {
    zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    if (zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0) throw std::runtime_error(name);
  }
  if (zip_close(archive) != 0) throw std::runtime_error("cannot write the workbook");
  return file;
}

// `rows`: the inside of <sheetData>; `texts`: the inside of <sst>.
inline std::filesystem::path write_workbook(const std::filesystem::path& file, const std::string& rows,
                                            const std::string& texts = "") {
  const std::string head = R"(<?xml version="1.0" encoding="UTF-8"?>)";
  return write_zip(
      file,
      {{"xl/workbook.xml", head + R"(<workbook xmlns:r="r"><sheets><sheet name="Notes" sheetId="1" r:id="rId1"/>)"
                                  R"(<sheet name="Data" sheetId="2" r:id="rId2"/></sheets></workbook>)"},
       {"xl/_rels/workbook.xml.rels",
        head + R"(<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>)"
               R"(<Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>)"},
       {"xl/worksheets/sheet1.xml",
        head +
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>id</t></is></c>"
            "<c t=\"inlineStr\"><is><t>kind</t></is></c><c t=\"inlineStr\"><is><t>title_en</t></is></c></row>"
            "<row r=\"2\"><c t=\"inlineStr\"><is><t>first</t></is></c><c t=\"inlineStr\"><is><t>definition</t></is></c>"
            "<c t=\"inlineStr\"><is><t>The first sheet</t></is></c></row></sheetData></worksheet>"},
       {"xl/worksheets/sheet2.xml",
        head + "<x:worksheet xmlns:x=\"x\"><x:sheetData>" + rows + "</x:sheetData></x:worksheet>"},
       {"xl/sharedStrings.xml", head + "<sst>" + texts + "</sst>"}});
}

}  // namespace pramen::corpus
