"""The dashboard: the figures' answers as a page, made on the server, in Swedish and English, without scripts. Pure: no reads.

`answered` holds the answers that the page is of, `numbers` each number with its place in them and where its rows are; `goals`
and `panels` say what is shown, `charts` draws it, `page` puts it into the templates. The words are in `texts`, `panel_texts`
and `codes`.
"""
