using System.Reflection;
using System.Runtime.CompilerServices;

namespace TradingAi.Tests.LocalHost.Surface;

/// <summary>The public members that a type declares, in the normal form of <see cref="SurfaceText"/>.</summary>
internal static class SurfaceOf
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(double)] = "double",
    };

    /// <summary>The full name of a type without the number of its type parameters.</summary>
    public static string FullName(Type type) => type.FullName!.Split('`')[0];

    /// <summary>The members.</summary>
    public static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt32(Enum.Parse(type, name))}");
        }

        if (type.IsSubclassOf(typeof(Delegate)))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return [$"{Name(invoke.ReturnType)}({Parameters(invoke)})"];
        }

        return
        [
            .. type.GetMethod("<Clone>$") is null ? Enumerable.Empty<string>() : ["record"],
            .. type.IsAbstract || type.IsValueType && type.GetConstructors().Length == 0 ? [] : type.GetConstructors().Select(c => $"ctor({Parameters(c)})"),
            .. type.GetProperties(Declared).SelectMany(Accessors),
            .. type.GetFields(Declared).Select(field => $"field {field.Name}"),
            .. type.GetMethods(Declared).Where(IsWritten).Select(Method),
        ];
    }

    private static IEnumerable<string> Accessors(PropertyInfo property)
    {
        string name = $"{Static(property.GetAccessors()[0])}{Name(property.PropertyType)} {property.Name}";
        if (property.GetMethod is { IsPublic: true } getter && getter.GetBaseDefinition() == getter)
        {
            yield return $"{name} get";
        }

        if (property.SetMethod is { IsPublic: true } setter && setter.GetBaseDefinition() == setter)
        {
            bool init = setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
            yield return $"{name} {(init ? "init" : "set")}";
        }
    }

    // What the compiler adds to records and what overrides an inherited member is no surface of its own.
    private static bool IsWritten(MethodInfo method) =>
        !method.IsDefined(typeof(CompilerGeneratedAttribute))
        && method.GetBaseDefinition() == method
        && (!method.IsSpecialName || method.Name == "op_Implicit")
        && !(method.Name == "Equals" && method.DeclaringType!.IsAssignableTo(typeof(IEquatable<>).MakeGenericType(method.DeclaringType!)));

    private static string Method(MethodInfo method)
    {
        if (method.Name == "op_Implicit")
        {
            return $"implicit {Name(method.GetParameters()[0].ParameterType)} to {Name(method.ReturnType)}";
        }

        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        return $"{Static(method)}{Name(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Static(MethodBase method) => method.IsStatic ? "static " : "";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => Name(p.ParameterType) + (p.HasDefaultValue ? "=" : "")));

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying);
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[]";
        }

        return type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : Keywords.GetValueOrDefault(type, type.Name);
    }
}
