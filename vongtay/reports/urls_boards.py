"""The addresses of boards, maps and tables of one's own."""

from django.urls import path

from vongtay.reports.views.boards import board, hot_spots, mapped, small, tables, ways

patterns = [
    path("boards/", board.show_board, name="board"),
    path("boards/map/", mapped.show_map, name="board_map"),
    path("boards/map/table.csv", mapped.download_map, name="map_csv"),
    path("boards/ways/", ways.show_ways, name="ways"),
    path("boards/ways/table.csv", ways.download_ways, name="ways_csv"),
    path("boards/ways/cases/", ways.show_behind, name="ways_behind"),
    path("boards/hot-spots/", hot_spots.show_hot_spots, name="hot_spots"),
    path("boards/hot-spots/table.csv", hot_spots.download_hot_spots, name="hot_spots_csv"),
    path("boards/<slug:key>.csv", board.download_board, name="board_csv"),
    path("boards/small-counts/", small.set_small_counts, name="small_counts"),
    path("tables/", tables.show_table, name="tables"),
    path("tables/table.csv", tables.download_csv, name="table_csv"),
    path("tables/table.xlsx", tables.download_xlsx, name="table_xlsx"),
    path("tables/save/", tables.save_table, name="save_table"),
    path("tables/schedules/", tables.list_schedules, name="schedules"),
    path("tables/schedules/<uuid:schedule_id>/stop/", tables.stop_schedule, name="stop_schedule"),
    path("tables/<uuid:table_id>/", tables.open_table, name="open_table"),
    path("tables/<uuid:table_id>/change/", tables.change_table, name="change_table"),
    path("tables/<uuid:table_id>/delete/", tables.delete_table, name="delete_table"),
    path("tables/<uuid:table_id>/restore/", tables.restore_table, name="restore_table"),
    path("tables/<uuid:table_id>/send/", tables.schedule_table, name="schedule_table"),
]
