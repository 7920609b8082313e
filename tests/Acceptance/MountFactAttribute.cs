using Router.Acceptance.Driver;

namespace Router.Acceptance;

/// <summary>A test on a small file system of its own; skipped, with that reason, where none may be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute() => Skip = SmallFileSystem.Unavailable;
}
