"""vanban: structured input becomes official reports in the format of Nghị định 30/2020/NĐ-CP."""

__version__ = "1.0.0"
