"""Keeps register rows where they are: updates stay on their page and the bytes stay out of side storage."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("schools", "0001_tables")]

    operations = [
        migrations.RunSQL(
            sql=[
                "ALTER TABLE schools_registeryear SET (fillfactor = 45)",
                "ALTER TABLE schools_registeryear ALTER COLUMN marks SET STORAGE PLAIN",
                # Read once, when an import is undone: not worth the time to compress it.
                "ALTER TABLE schools_importdelta ALTER COLUMN delta SET STORAGE EXTERNAL",
            ],
            reverse_sql=[
                "ALTER TABLE schools_registeryear RESET (fillfactor)",
                "ALTER TABLE schools_registeryear ALTER COLUMN marks SET STORAGE EXTENDED",
                "ALTER TABLE schools_importdelta ALTER COLUMN delta SET STORAGE EXTENDED",
            ],
        )
    ]
