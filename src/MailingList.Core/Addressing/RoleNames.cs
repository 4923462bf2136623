namespace MailingList.Core.Addressing;

/// <summary>The one table of what roles are called in addresses.</summary>
public static class RoleNames
{
    /// <summary>Both characters are understood in front of a role, whatever the MTA's own delimiter is.</summary>
    public const string Delimiters = "-+";

    private static readonly (string Name, Role Role)[] Table =
    [
        ("owner", Role.Owner),
        ("request", Role.Request),
        ("help", Role.Help),
        ("subscribe", Role.Subscribe),
        ("join", Role.Subscribe),
        ("unsubscribe", Role.Unsubscribe),
        ("leave", Role.Unsubscribe),
        ("confirm", Role.Confirm),
        ("bounces", Role.Bounces),
        ("accept", Role.Accept),
        ("reject", Role.Reject),
        ("discard", Role.Discard),
    ];

    /// <summary>All names, in the order in which they are shown.</summary>
    public static IEnumerable<string> All => Table.Select(entry => entry.Name);

    /// <summary>The longest name: what a list's local part must leave room for in 64 bytes.</summary>
    public static int Longest { get; } = Table.Max(entry => entry.Name.Length);

    /// <summary>Whether <paramref name="name"/> (any case) is a role's name.</summary>
    public static bool TryFind(ReadOnlySpan<char> name, out Role role)
    {
        foreach ((string known, Role itsRole) in Table)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                role = itsRole;
                return true;
            }
        }

        role = default;
        return false;
    }
}
