using Router.Api.Management.Config;
using Router.Domain.Configuration;
using Router.Domain.Routing;

namespace Router.Api.Tests.Management.Config;

/// <summary>Versions in memory, put in force by the real check; no reference names anything.</summary>
internal sealed class FakeEditor : IConfigEditor, IConfigHistory, ICurrentConfig, IConfigValues
{
    private readonly List<ConfigRevision> _versions = [];

    public FakeEditor(string document) => Use(document, "file", null);

    public RouteTable Table { get; private set; } = null!;

    public string? Refusal { get; set; }

    public Exception? Failure { get; set; }

    public IReadOnlyList<ConfigRevision> Versions => _versions;

    public Task<ConfigChange> ChangeAsync(ConfigDraft draft, long expected, string author, string? reason)
    {
        if (Failure is not null)
            throw Failure;
        if (expected != Table.Version)
            return Task.FromResult<ConfigChange>(new ConfigChange.Outdated(Table.Version));
        var result = ConfigDocument.Parse(draft.Text, this);
        var diagnostics = draft.Errors.AddRange(draft.AsSent(result.Diagnostics));
        if (diagnostics.Any(d => d.IsError))
            return Task.FromResult<ConfigChange>(new ConfigChange.Invalid(diagnostics));
        Use(draft.Document, author, reason);
        return Task.FromResult<ConfigChange>(new ConfigChange.InForce(Table.Version, diagnostics));
    }

    public ValueTask<ConfigRevision?> FindAsync(long version, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_versions.FirstOrDefault(v => v.Version == version));

    public ValueTask<RouteTable?> TableAsync(long version, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<ConfigRevision>> ListAsync(long before, int limit, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<ConfigRevision>>([.. _versions.Where(v => v.Version < before).OrderByDescending(v => v.Version).Take(limit)]);

    public string? Environment(string name) => null;

    public string? File(string path) => null;

    private void Use(string document, string author, string? reason)
    {
        var config = ConfigDocument.Parse(document, this).Config ?? throw new ArgumentException("not a config", nameof(document));
        _versions.Add(new() { Version = _versions.Count + 1, Text = document, Author = author, At = DateTimeOffset.UnixEpoch.AddDays(_versions.Count), Reason = reason });
        Table = new(config, _versions.Count);
    }
}
