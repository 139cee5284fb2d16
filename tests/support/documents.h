// Documents for a test, as small as programs take them for sound: Word, PDF.
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "tests/corpus/workbook.h"

namespace pramen::tests {

// `body`: the inside of <w:body>; `more`: further parts of the archive.
inline std::filesystem::path write_docx(const std::filesystem::path& file, const std::string& body,
                                        std::map<std::string, std::string> more = {}) {
  more.emplace("word/document.xml", R"(<?xml version="1.0"?><w:document xmlns:w="w" xmlns:r="r"><w:body>)" + body +
                                        "</w:body></w:document>");
  std::filesystem::create_directories(file.parent_path());
  return corpus::write_zip(file, more);
}

// A paragraph; `style` of those in word/styles.xml.
inline std::string docx_paragraph(const std::string& text, const std::string& style = "") {
  return "<w:p>" + (style.empty() ? "" : "<w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>") + "<w:r><w:t>" + text +
         "</w:t></w:r></w:p>";
}

// One page with these lines of ASCII. `trailer`: further entries of it.
inline std::string pdf(const std::vector<std::string>& lines, const std::string& trailer = "") {
  std::string stream = "BT /F1 12 Tf 72 720 Td 14 TL\n";
  for (const std::string& line : lines) stream += "(" + line + ") Tj T*\n";
  stream += "ET";
  const std::vector<std::string> objects = {
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
      fmt::format("<< /Length {} >>\nstream\n{}\nendstream", stream.size(), stream),
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  std::string file = "%PDF-1.4\n", table;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", file.size());
    file += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const std::size_t table_at = file.size();
  return file +
         fmt::format("xref\n0 6\n0000000000 65535 f \n{}trailer\n<< /Size 6 /Root 1 0 R {} >>\nstartxref\n{}\n%%EOF\n",
                     table, trailer, table_at);
}

// The same behind a password that nobody knows.
inline std::string locked_pdf() {
  return pdf({"secret"}, "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (" + std::string(32, 'o') + ") /U (" +
                             std::string(32, 'u') + ") >> /ID [(0123456789abcdef) (0123456789abcdef)]");
}

}  // namespace pramen::tests
