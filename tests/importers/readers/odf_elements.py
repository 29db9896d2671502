"""Name the elements that the text of an OpenDocument file can hold.

Taken from the RELAX NG schema of OpenDocument 1.4 part 3 (OASIS Standard), from office:text and
the headers and footers down, but not below what the reader leaves out or what holds no words. In
OpenDocument 1.3 they are the same.
"""

WITH_WORDS = """
svg:desc svg:title table:desc table:title text:a text:author-initials text:author-name
text:bibliography-mark text:bookmark-ref text:chapter text:character-count text:conditional-text
text:creation-date text:creation-time text:creator text:database-display text:database-name
text:database-row-number text:date text:dde-connection text:description text:drop-down
text:editing-cycles text:editing-duration text:execute-macro text:expression text:file-name
text:h text:hidden-paragraph text:hidden-text text:image-count text:initial-creator
text:keywords text:measure text:meta text:meta-field text:modification-date
text:modification-time text:note-citation text:note-ref text:number text:object-count text:p
text:page-continuation text:page-count text:page-number text:page-variable-get
text:page-variable-set text:paragraph-count text:placeholder text:print-date text:print-time
text:printed-by text:reference-ref text:ruby-base text:ruby-text text:script text:sender-city
text:sender-company text:sender-country text:sender-email text:sender-fax text:sender-firstname
text:sender-initials text:sender-lastname text:sender-phone-private text:sender-phone-work
text:sender-position text:sender-postal-code text:sender-state-or-province text:sender-street
text:sender-title text:sequence text:sequence-ref text:sheet-name text:span text:subject
text:table-count text:table-formula text:template-name text:text-input text:time text:title
text:user-defined text:user-field-get text:user-field-input text:variable-get
text:variable-input text:variable-set text:word-count
""".split()
"""Those that can hold characters of their own."""

WITHOUT_WORDS = """
dr3d:scene draw:a draw:applet draw:caption draw:circle draw:connector draw:contour-path
draw:contour-polygon draw:control draw:custom-shape draw:ellipse draw:enhanced-geometry
draw:floating-frame draw:frame draw:g draw:glue-point draw:image draw:image-map draw:line
draw:measure draw:object draw:object-ole draw:page-thumbnail draw:path draw:plugin draw:polygon
draw:polyline draw:rect draw:regular-polygon draw:text-box form:connection-resource
office:annotation office:annotation-end office:dde-source office:event-listeners office:forms
office:text presentation:date-time presentation:footer presentation:header style:footer
style:footer-first style:footer-left style:header style:header-first style:header-left
style:region-center style:region-left style:region-right table:calculation-settings
table:cell-range-source table:consolidation table:content-validations table:covered-table-cell
table:data-pilot-tables table:database-ranges table:dde-links table:detective table:label-ranges
table:named-expressions table:scenario table:shapes table:table table:table-cell
table:table-column table:table-column-group table:table-columns table:table-header-columns
table:table-header-rows table:table-row table:table-row-group table:table-rows
table:table-source text:alphabetical-index text:alphabetical-index-auto-mark-file
text:alphabetical-index-mark text:alphabetical-index-mark-end text:alphabetical-index-mark-start
text:alphabetical-index-source text:bibliography text:bibliography-source text:bookmark
text:bookmark-end text:bookmark-start text:change text:change-end text:change-start
text:changed-region text:database-next text:database-row-select text:dde-connection-decls
text:deletion text:format-change text:illustration-index text:illustration-index-source
text:index-body text:index-title text:insertion text:label text:line-break text:list
text:list-header text:list-item text:note text:note-body text:numbered-paragraph
text:object-index text:object-index-source text:page text:page-sequence text:reference-mark
text:reference-mark-end text:reference-mark-start text:ruby text:s text:section
text:section-source text:sequence-decls text:soft-page-break text:tab text:table-index
text:table-index-source text:table-of-content text:table-of-content-source text:toc-mark
text:toc-mark-end text:toc-mark-start text:tracked-changes text:user-field-decls text:user-index
text:user-index-mark text:user-index-mark-end text:user-index-mark-start text:user-index-source
text:variable-decls
""".split()
"""Those that hold only other elements, or nothing."""
