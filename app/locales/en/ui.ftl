ui-fields-to-correct =
    { $n ->
        [one] One field needs correcting.
       *[other] { $n } fields need correcting.
    }
ui-filters = Filters
ui-apply = Apply
ui-search = Search
ui-show-all = Show all
ui-sort = Sort by
ui-pages = Pages of the list
ui-pager = { $first }–{ $last } of { $total }
ui-previous = Previous
ui-next = Next
ui-printed = Printed on { $at } by { $who }
ui-offline = No network. Nothing is sent; what you typed stays on the screen.
