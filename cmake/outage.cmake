# outage_pages(FOLDER LOCALES)
#
# Writes FOLDER/<language>.html, what nginx shows while the server does not answer
# (docs/nginx.conf), a page for each of the pages' languages and out of their texts,
# and what programs get.
function(outage_pages folder locales)
  set(page ${PROJECT_SOURCE_DIR}/server/web/outage/page.html.in)
  file(GLOB texts CONFIGURE_DEPENDS ${locales}/*.json)
  foreach(file ${texts})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    get_filename_component(lang ${file} NAME_WE)
    file(READ ${file} json)
    foreach(key unavailable unavailable_hint unavailable_again)
      string(JSON ${key} GET "${json}" ${key})
    endforeach()
    configure_file(${page} ${folder}/${lang}.html @ONLY)
  endforeach()
  configure_file(${PROJECT_SOURCE_DIR}/server/web/outage/problem.json ${folder}/problem.json COPYONLY)
endfunction()
