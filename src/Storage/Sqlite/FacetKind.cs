namespace Router.Storage.Sqlite;

/// <summary>The values of a list row that are looked up when they are rare. The numbers are on disk.</summary>
internal enum FacetKind
{
    Project = 1,
    Environment = 2,
    Rule = 3,
    Channel = 4,
}
