-- A name without accents, case and punctuation, to compare it with others: plain_name('José Mourinho') is
-- 'jose mourinho'.
--
-- (name): The name
select
    trim(
        regexp_replace(
            strip_accents(
                replace(replace(replace(translate(lower(name), 'øđłı’''', 'odli  '), 'æ', 'ae'), 'œ', 'oe'), 'ß', 'ss')
            ),
            '[^\p{L}\p{N}]+',
            ' ',
            'g'
        )
    )
